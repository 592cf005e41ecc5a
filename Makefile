.PHONY: setup check format lint types test bench sample demo pictures data-model soak

setup:  ## everything that is needed to work on netgraph
	uv sync

check: format lint types test  ## all that has to hold before a commit

format:
	uv run ruff format --check .

lint:
	uv run ruff check .

types:
	uv run mypy

test:
	uv run pytest

bench:  ## large networks: minutes, not part of the tests
	uv run pytest tests/benchmarks -n 0 -s

sample:  ## write sample_data/ anew from its seed
	uv run python sample_data/make_sample.py

demo:
	uv run netgraph demo

pictures:  ## the README's picture, from the sample data
	uv run python docs/make_pictures.py

data-model:  ## docs/data_model.md, from netgraph.schema
	uv run python docs/make_data_model.py

soak:  ## hundreds of kills in the middle of writing: minutes, not part of the tests
	uv run pytest tests/benchmarks/test_soak.py -n 0 -s
