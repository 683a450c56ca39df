# The candidate → its scores on the gold of params.yaml; the scores of the release → the quality page.


# Without gold the scores are empty and say so, and promotion has nothing to compare.
rule quality:
    input:
        tables=expand("<data>/candidate/{table}.parquet", table=TABLES),
    output:
        "<data>/candidate/quality.json",
    log:
        "<data>/interim/logs/quality.log",
    benchmark:
        "<data>/interim/benchmarks/quality.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        candidate=subpath(input[0], parent=True),
        gold=config.get("gold") or "",
        content=gold_fingerprint(
            config.get("gold"), Path(config["data"]) / "interim" / "gold_hashes.json"
        ),
        code=fingerprint("khabar.evaluation.stage"),
    shell:
        "khabar measure --candidate {params.candidate:q} --gold={params.gold:q} --out {output:q} 2> {log:q}"


# Shows what `khabar evaluate --name` keeps of other gold, too.
rule quality_page:
    input:
        quality="<data>/release/quality.json",
        kept=lambda wildcards: [
            str(path)
            for path in sorted(Path(config["reports"]).glob("quality/*.json"))
            if path.stem != "release"
        ],
    output:
        kept="<reports>/quality/release.json",
        page="<reports>/quality.html",
    log:
        "<data>/interim/logs/quality_page.log",
    conda:
        "../envs/khabar.yaml"
    params:
        reports=subpath(output.page, parent=True),
        code=fingerprint("khabar.evaluation.page"),
    shell:
        "khabar quality-page --quality {input.quality:q} --reports {params.reports:q} 2> {log:q}"
