# The release → its figures (for `dvc metrics` and `dvc plots`) and its data dictionary.


rule metrics:
    input:
        tables=expand("<data>/release/{table}.parquet", table=TABLES),
        validation="<reports>/validation/results.json",
    output:
        metrics="<reports>/metrics.json",
        plots=expand("<reports>/plots/{plot}.csv", plot=PLOTS),
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
