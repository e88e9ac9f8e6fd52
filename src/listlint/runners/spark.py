"""A cluster's engine: Spark gives record batches of rows and takes record batches of diagnostics (extra: spark)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from listlint.config import Options
from listlint.heading import head
from listlint.records.document import Text
from listlint.runners.bulk import PARQUET, TABLES, desk_of, kind

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from listlint.runners.arrow import Batch


def lint_frame(frame: DataFrame, options: Options, today: date, path: str = "") -> DataFrame:
    """The diagnostics (listlint.runners.arrow.SCHEMA) of a frame with a listing in every row.

    A row has no number of its own in a cluster: a place's line counts within the partition, and it is the listing's id that finds it.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    from listlint.runners.arrow import SCHEMA, lint_batch

    def lint(batches: Iterable[Batch]) -> Iterator[Batch]:
        first = 1
        for batch in batches:
            yield lint_batch(batch, desk_of(options, today), path, first)
            first += batch.num_rows

    return frame.mapInArrow(lint, from_arrow_schema(SCHEMA))


def lint_files(path: str, out: str, options: Options, today: date) -> dict[str, int] | Text:
    """Lint the table at `path` and write the folder `out`, both wherever Spark reads and writes; diagnostics by severity.

    What to tell the user where Spark cannot, or the columns are of no known layout. The session is the one that `spark-submit` gives,
    else a local one.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    try:
        session = SparkSession.builder.appName("listlint").getOrCreate()
        frame = _read(session, path)
        opened = head(desk_of(options, today).settings.lexicon.layouts)([frame.columns])
        return opened if isinstance(opened, Text) else _written(session, lint_frame(frame, options, today, path), out)
    except PySparkException as error:
        lines = str(error).splitlines()
        said = next((line for line in reversed(lines) if re.match(r"\w+(?:Error|Exception)\b", line)), lines[0])
        return Text(f"Spark：{said}", f"Spark: {said}")


def _written(session: SparkSession, found: DataFrame, out: str) -> dict[str, int]:
    """Diagnostics by severity, once they are written."""
    writer = found.write.mode("overwrite")
    if kind(out) in PARQUET:
        writer.parquet(out)
        found = session.read.parquet(out)
    else:
        writer.json(out)
        found = session.read.json(out, schema=found.schema)
    return {row["severity"]: row["count"] for row in found.groupBy("severity").count().collect()}


def _read(session: SparkSession, path: str) -> DataFrame:
    reader = session.read
    if kind(path) in TABLES:
        separator = "\t" if kind(path) == ".tsv" else ","
        return reader.csv(path, header=True, sep=separator, multiLine=True, escape='"')
    return reader.parquet(path) if kind(path) in PARQUET else reader.json(path, primitivesAsString=True)
