# The release → its figures (for `dvc metrics` and `dvc plots`), data dictionary, catalogue of rules and report.


rule metrics:
    input:
        tables=expand("<data>/release/{table}.parquet", table=TABLES),
        quality="<data>/release/quality.json",
        validation="<reports>/validation/results.json",
    output:
        metrics="<reports>/metrics.json",
        plots=expand("<reports>/plots/{plot}.csv", plot=[*PLOTS, *QUALITY_PLOTS]),
    log:
        "<data>/interim/logs/metrics.log",
    benchmark:
        "<data>/interim/benchmarks/metrics.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        release=subpath(input[0], parent=True),
        plots=subpath(output[1], parent=True),
        code=fingerprint("khabar.release.metrics"),
    shell:
        "khabar metrics --release {params.release:q} --validation {input.validation:q} "
        "--out {output.metrics:q} --plots {params.plots:q} 2> {log:q}"


rule dictionary:
    output:
        "<reports>/dictionary.html",
    log:
        "<data>/interim/logs/dictionary.log",
    conda:
        "../envs/khabar.yaml"
    params:
        code=fingerprint("khabar.schema.dictionary"),
    shell:
        "khabar dictionary --out {output:q} 2> {log:q}"


rule catalogue:
    input:
        tables=expand("<data>/release/{table}.parquet", table=TABLES),
        quality="<reports>/quality/release.json",
    output:
        page="<reports>/rules.html",
        table="<reports>/rules.tsv",
    log:
        "<data>/interim/logs/catalogue.log",
    conda:
        "../envs/khabar.yaml"
    params:
        release=subpath(input[0], parent=True),
        reports=subpath(output[0], parent=True),
        code=fingerprint("khabar.catalogue.page"),
    shell:
        "khabar rules --release {params.release:q} --quality {params.reports:q}/quality --out {output.page:q} 2> {log:q}"


# Links to the other pages in the same folder.
rule report:
    input:
        tables=expand("<data>/release/{table}.parquet", table=TABLES),
        measured="<data>/release/quality.json",
        quality=rules.quality_page.output.kept,
        validation="<reports>/validation/results.json",
    output:
        "<reports>/index.html",
    log:
        "<data>/interim/logs/report.log",
    conda:
        "../envs/khabar.yaml"
    params:
        release=subpath(input[0], parent=True),
        quality=subpath(input.quality, parent=True),
        code=fingerprint("khabar.report.page"),
    shell:
        "khabar report --release {params.release:q} --validation {input.validation:q} --quality {params.quality:q} "
        "--out {output:q} 2> {log:q}"
