"""A county's services, sites and events into DuckDB: run it again, and only what changed comes."""

import os
import sys
from pathlib import Path

import dlt

from hytedata import load_config
from hytedata.dlt import hytedata_source

config = load_config(Path("hytedata.toml"), environ=os.environ)
pipeline = dlt.pipeline("hyte", destination="duckdb", dataset_name="registers")
pipeline.run(hytedata_source(config, county=sys.argv[1]))
with pipeline.sql_client() as sql:
    for table in ("ptv_services", "lipas_sites", "events"):
        for (rows,) in sql.execute_sql(f"SELECT count(*) FROM {table}") or ():
            print(table, rows)
