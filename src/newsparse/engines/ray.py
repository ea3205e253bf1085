"""Ray Data: a dataset of documents to a dataset of bulletins (extra `ray`)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsparse.errors import UsageError, missing
from newsparse.parser import Parser
from newsparse.tabular import parse_batch

if TYPE_CHECKING:
    from ray.data import Dataset

BATCH = 256  # rows of a call; some seconds of work, so that what Ray does for each does not count


def parse_dataset(
    dataset: Dataset,
    *,
    parser: Parser | None = None,
    html: bool = False,
    batch_size: int = BATCH,
    concurrency: int | None = None,
) -> Dataset:
    """Parse every document of a Ray dataset, lazily, on all workers of the cluster.

    Args:
        dataset: with the columns that `newsparse.parse_batch` reads: `text`, and where there are any `doc_id`,
            `input_path`, `title`, `published`, `url`.
        parser: the options; it travels to the workers.
        html: whether `text` holds web pages.
        batch_size: rows of a call.
        concurrency: how many tasks at most; as many as there are CPUs if None.

    Returns:
        A dataset with the columns of docs/tables.md, a row for each document; what could not be parsed has its
        reason in `error`. Ray keeps the order only where `DataContext` says `preserve_order`; join by `doc_id`.

    Raises:
        UsageError: `dataset` is none.
        MissingDependencyError: Ray is not installed.
    """
    try:
        from ray.data import Dataset
    except ImportError as error:
        raise missing("Ray Data", "ray") from error
    if not isinstance(dataset, Dataset):
        raise UsageError(
            f"dataset is a {type(dataset).__name__}; pass a ray.data.Dataset, as ray.data.read_parquet makes"
        )
    # Tasks, no actors: what a worker has read of word lists stays with it either way, and a lost task is run again.
    return dataset.map_batches(
        partial(parse_batch, parser=parser, html=html),
        batch_format="pyarrow",
        batch_size=batch_size,
        concurrency=concurrency,
    )
