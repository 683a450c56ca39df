# Seeds → manifest and shards.


# Lists every document of the seed folder and gives it to a shard. A shard file is rewritten only when its content
# changes, so what depends on the others stays as it is.
checkpoint manifest:
    output:
        "<data>/interim/manifest.json",
    log:
        "<data>/interim/logs/manifest.log",
    benchmark:
        "<data>/interim/benchmarks/manifest.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        seeds=config["seeds"],
        content=seeds_fingerprint(
            Path(config["seeds"]),
            Path(config["data"]) / "interim" / "seed_hashes.json",
        ),
        shard_documents=config["shard_documents"],
        limits=json.dumps(config["limits"]),
        code=fingerprint("khabar.ingest.manifest", "khabar.io"),
    shell:
        "khabar manifest --seeds {params.seeds:q} --shard-documents {params.shard_documents} "
        "--limits {params.limits:q} --out {output:q} 2> {log:q}"


def of_all_shards(table):
    """Input function: the file of one table in every shard that the manifest lists."""

    def paths(wildcards):
        manifest = Path(checkpoints.manifest.get().output[0])
        shards = json.loads(manifest.read_text(encoding="utf-8"))["shards"]
        return [f"<data>/interim/{table}/{shard}.parquet" for shard in shards]

    return paths
