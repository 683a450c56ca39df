# All shards → one candidate; a validated candidate → the release.


rule assemble:
    input:
        manifest="<data>/interim/manifest.json",
        articles=of_all_shards("articles"),
        sentences=of_all_shards("sentences"),
        entities=of_all_shards("entities"),
        quotes=of_all_shards("quotes"),
        events=of_all_shards("events"),
        seeds=of_all_shards("seeds"),
    output:
        expand("<data>/candidate/{table}.parquet", table=TABLES),
    log:
        "<data>/interim/logs/assemble.log",
    benchmark:
        "<data>/interim/benchmarks/assemble.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        row_group_articles=config["row_group_articles"],
        dataset=str(DATASET),
        described=DATASET.read_text(encoding="utf-8"),
        out=subpath(output[0], parent=True),
        code=fingerprint("khabar.release.assembly"),
    shell:
        "khabar assemble --manifest {input.manifest:q} --row-group-articles {params.row_group_articles} "
        "--dataset {params.dataset:q} --out {params.out:q} 2> {log:q}"


# Refuses, with the reasons, a candidate that failed an expectation or whose quality fell; the previous release then
# stays as it was.
rule release:
    input:
        tables=expand("<data>/candidate/{table}.parquet", table=TABLES),
        quality="<data>/candidate/quality.json",
        descriptions=expand("<data>/candidate/{file}", file=DESCRIPTIONS),
        validation="<reports>/validation/results.json",
    output:
        update(expand("<data>/release/{table}.parquet", table=TABLES)),
        quality=update("<data>/release/quality.json"),
        descriptions=update(expand("<data>/release/{file}", file=DESCRIPTIONS)),
    log:
        "<data>/interim/logs/release.log",
    benchmark:
        "<data>/interim/benchmarks/release.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        candidate=subpath(input[0], parent=True),
        out=subpath(output[0], parent=True),
        code=fingerprint("khabar.release.promotion"),
    shell:
        "khabar promote --candidate {params.candidate:q} --validation {input.validation:q} "
        "--out {params.out:q} 2> {log:q}"
