"""Beyond one machine: `parse_batch` inside an engine that a cluster already runs. See docs/scale.md.

    from newsparse.engines.ray import parse_dataset       # Ray Data, extra `ray`
    from newsparse.engines.spark import parse_dataframe   # Apache Spark, extra `spark`

Each is a few lines over `newsparse.parse_batch`: same columns in, same rows out, failures in the column `error`.
"""
