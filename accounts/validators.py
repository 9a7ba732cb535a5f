"""Passwords that tell too much."""


class NoTellingWordsValidator:
    def validate(self, password: str, user: object = None) -> None:
        return None

    def get_help_text(self) -> str:
        return ""
