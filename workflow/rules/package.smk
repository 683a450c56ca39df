# The candidate → all that ships beside its tables: descriptions, licence, citation, environment, checksums.


rule describe:
    input:
        tables=expand("<data>/candidate/{table}.parquet", table=TABLES),
        manifest="<data>/interim/manifest.json",
        quality="<data>/candidate/quality.json",
        validation="<reports>/validation/results.json",
    output:
        expand("<data>/candidate/{file}", file=DESCRIPTIONS),
    log:
        "<data>/interim/logs/describe.log",
    benchmark:
        "<data>/interim/benchmarks/describe.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        candidate=subpath(input[0], parent=True),
        dataset=str(DATASET),
        described=DATASET.read_text(encoding="utf-8"),
        made_by=fingerprint(
            "khabar.ingest.manifest",
            *(f"khabar.tables.{table}" for table in TABLES if table != "seeds"),
            "khabar.release.assembly",
        ),
        code=fingerprint("khabar.package.describe"),
    shell:
        "khabar describe --candidate {params.candidate:q} --manifest {input.manifest:q} --dataset {params.dataset:q} "
        "--validation {input.validation:q} --code {params.made_by} 2> {log:q}"
