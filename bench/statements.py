"""The SQL by which the data set is made and checked, the same text for both databases.

It shares no statement with the portal: what is checked against it was computed on another way.
"""

# Heads of a cell: between 8 and 67, the same on each machine, so that no count is small enough to be withheld.
FIGURES = """
INSERT INTO coverage_figure (month, region_id, category_id, payer_id, enrolled, not_applicable, funded_until, version)
SELECT {month}, p.region_id, k.category_id, k.payer_id,
  8 + (p.region_id * 37 + k.category_id * 101 + {month} * 7) % 60, {no}, NULL, 1
FROM regions_placement p CROSS JOIN kind k
WHERE p.level = 4 AND p.valid_from <= '{day}' AND p.valid_to > '{day}'
ORDER BY p.code, k.category_id
"""

REVISIONS = """
INSERT INTO coverage_revision (change_id, figure_id, version, enrolled, not_applicable, funded_until)
SELECT {change}, id, 1, enrolled, not_applicable, funded_until FROM coverage_figure WHERE month = {month} ORDER BY id
"""

# Every sum of the cells of a month that is kept, up to the region that reports.
RECOUNTED = """
WITH cell AS (
  SELECT f.region_id, p.level, p.district_id, COALESCE(p.regency_id, p.province_id) AS reporter_id, c.scheme_id,
    COALESCE(m.segment_id, 0) AS segment_id, f.category_id, f.payer_id, f.enrolled
  FROM coverage_figure f
  JOIN regions_placement p ON p.region_id = f.region_id AND p.valid_from <= '{day}' AND p.valid_to > '{day}'
  JOIN coverage_workercategory c ON c.id = f.category_id
  JOIN coverage_segmentmapping m ON m.category_id = f.category_id AND m.province_id IS NULL
    AND m.superseded_at IS NULL AND m.valid_from <= '{day}' AND m.valid_to > '{day}'
  WHERE f.month = {month} AND f.enrolled IS NOT NULL
)
SELECT region_id, scheme_id, 0 AS axis, 0 AS member, 4 AS level, SUM(enrolled) AS enrolled, COUNT(*) AS filled
  FROM cell WHERE level = 4 GROUP BY region_id, scheme_id
UNION ALL SELECT district_id, scheme_id, 0, 0, 3, SUM(enrolled), COUNT(*)
  FROM cell WHERE district_id IS NOT NULL GROUP BY district_id, scheme_id
UNION ALL SELECT district_id, scheme_id, 1, segment_id, 3, SUM(enrolled), COUNT(*)
  FROM cell WHERE district_id IS NOT NULL GROUP BY district_id, scheme_id, segment_id
UNION ALL SELECT reporter_id, scheme_id, 0, 0, 2, SUM(enrolled), COUNT(*) FROM cell GROUP BY reporter_id, scheme_id
UNION ALL SELECT reporter_id, scheme_id, 1, segment_id, 2, SUM(enrolled), COUNT(*)
  FROM cell GROUP BY reporter_id, scheme_id, segment_id
UNION ALL SELECT reporter_id, scheme_id, 2, category_id, 2, SUM(enrolled), COUNT(*)
  FROM cell GROUP BY reporter_id, scheme_id, category_id
UNION ALL SELECT reporter_id, scheme_id, 3, payer_id, 2, SUM(enrolled), COUNT(*)
  FROM cell GROUP BY reporter_id, scheme_id, payer_id
"""

LIVE_TOTALS = (
    """
INSERT INTO coverage_livetotal (month, region_id, scheme_id, axis, member, level, enrolled, filled)
SELECT {month}, region_id, scheme_id, axis, member, level, enrolled, filled FROM ("""
    + RECOUNTED
    + """) recounted ORDER BY region_id, scheme_id, axis, member
"""
)

STORED = """
SELECT region_id, scheme_id, axis, member, level, enrolled, filled FROM coverage_livetotal
WHERE month = {month} AND filled > 0
"""

# Stored sums that the cells do not give, and sums of the cells that are not stored.
WRONG_TOTALS = (
    "WITH recounted AS (SELECT * FROM ("
    + RECOUNTED
    + ") r), stored AS ("
    + STORED
    + """)
SELECT (SELECT COUNT(*) FROM (SELECT * FROM stored EXCEPT SELECT * FROM recounted) a)
  + (SELECT COUNT(*) FROM (SELECT * FROM recounted EXCEPT SELECT * FROM stored) b)
"""
)

# The live totals once more as released ones, each whole with its release, and their sums above the regencies.
RELEASED_TOTALS = """
INSERT INTO coverage_releasedtotal (month, region_id, scheme_id, axis, member, level, enrolled, filled, release_id,
  target, potential, adopted, reported, expected, is_hidden, target_basis_id)
SELECT t.month, t.region_id, t.scheme_id, t.axis, t.member, t.level, t.enrolled, t.filled, r.id, r.target, NULL,
  CASE WHEN t.axis = 0 THEN b.desa ELSE 0 END, CASE WHEN t.axis = 0 THEN b.regencies ELSE 0 END,
  CASE WHEN t.axis = 0 THEN b.regencies ELSE 0 END, {no}, s.id
FROM ({sums}) t JOIN below b ON b.region_id = t.region_id
LEFT JOIN coverage_release r ON t.axis = 0 AND r.region_id = t.region_id AND r.scheme_id = t.scheme_id
  AND r.month = t.month
LEFT JOIN coverage_denominator d ON d.id = r.target_denominator_id
LEFT JOIN coverage_basis s ON s.issuer = d.issuer AND s.method = d.method
ORDER BY t.region_id, t.scheme_id, t.axis, t.member
"""

SUMS_UP_TO_THE_NATION = """
SELECT month, region_id, scheme_id, axis, member, level, enrolled, filled FROM coverage_livetotal
WHERE month = {month}
UNION ALL SELECT t.month, p.province_id, t.scheme_id, t.axis, t.member, 1, SUM(t.enrolled), SUM(t.filled)
  FROM coverage_livetotal t JOIN regions_placement p ON p.region_id = t.region_id AND p.valid_from <= '{day}'
    AND p.valid_to > '{day}'
  WHERE t.month = {month} AND t.level = 2 GROUP BY t.month, p.province_id, t.scheme_id, t.axis, t.member
UNION ALL SELECT t.month, {nation}, t.scheme_id, t.axis, t.member, 0, SUM(t.enrolled), SUM(t.filled)
  FROM coverage_livetotal t WHERE t.month = {month} AND t.level = 2 GROUP BY t.month, t.scheme_id, t.axis, t.member
"""

RANKING_BY_TOTALS = """
SELECT p.code, p.name, t.enrolled, t.target FROM coverage_releasedtotal t JOIN regions_placement p
  ON p.region_id = t.region_id AND p.level = 2 AND p.valid_from <= '{day}' AND p.valid_to > '{day}'
WHERE t.month = {month} AND t.level = 2 AND t.scheme_id = {scheme} AND t.axis = 0 AND t.member = 0
ORDER BY CAST(t.enrolled AS double precision) / t.target DESC, p.code
"""

RANKING_BY_FIGURES = """
SELECT r.code, r.name, s.enrolled, d.persons FROM (
  SELECT p.regency_id, SUM(f.enrolled) AS enrolled FROM coverage_figure f JOIN regions_placement p
    ON p.region_id = f.region_id AND p.valid_from <= '{day}' AND p.valid_to > '{day}'
  WHERE f.month = {month} AND f.enrolled IS NOT NULL GROUP BY p.regency_id) s
JOIN regions_placement r ON r.region_id = s.regency_id AND r.valid_from <= '{day}' AND r.valid_to > '{day}'
JOIN coverage_denominator d ON d.region_id = s.regency_id AND d.year = {year} AND d.scheme_id = {scheme}
ORDER BY CAST(s.enrolled AS double precision) / d.persons DESC, r.code
"""

TREND_BY_TOTALS = """
SELECT month, enrolled FROM coverage_releasedtotal WHERE month IN ({months}) AND region_id = {region}
  AND scheme_id = {scheme} AND axis = 0 AND member = 0 ORDER BY month
"""

TREND_BY_FIGURES = """
SELECT f.month, SUM(f.enrolled) FROM regions_placement p JOIN coverage_figure f ON f.region_id = p.region_id
WHERE p.regency_id = {region} AND p.valid_from <= '{day}' AND p.valid_to > '{day}' AND f.month IN ({months})
GROUP BY f.month ORDER BY f.month
"""
