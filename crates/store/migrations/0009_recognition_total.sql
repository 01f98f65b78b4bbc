-- How many were recognised over all units: a cap is looked at before every decision, and must not add up every unit's rows.

CREATE TABLE recognition_total (
    programme {int} NOT NULL REFERENCES programme (id),
    movement {text} NOT NULL,
    track {text} NOT NULL,
    class {text} NOT NULL,
    year {int} NOT NULL,
    month {int} NOT NULL,
    times {int} NOT NULL,
    PRIMARY KEY (programme, movement, track, class, year, month)
) {strict_clustered};
INSERT INTO recognition_total (programme, movement, track, class, year, month, times)
SELECT programme, movement, track, class, year, month, CAST(sum(times) AS BIGINT) FROM recognition_count
GROUP BY programme, movement, track, class, year, month;
CREATE INDEX recognition_count_by_unit ON recognition_count (programme, unit);
