from awards.models.edition import Edition, Programme

__all__ = ["Edition", "Programme"]
