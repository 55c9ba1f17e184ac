"""What bsc costs, measured: `make bench` runs it. See benchmarks/README.md."""
