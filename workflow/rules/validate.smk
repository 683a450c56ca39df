# The candidate → the results of every Great Expectations suite, as JSON and as Data Docs.


rule validate:
    input:
        tables=expand("<data>/candidate/{table}.parquet", table=TABLES),
        manifest="<data>/interim/manifest.json",
    output:
        "<reports>/validation/results.json",
    log:
        "<data>/interim/logs/validate.log",
    benchmark:
        "<data>/interim/benchmarks/validate.tsv"
    conda:
        "../envs/khabar.yaml"
    threads: 2
    params:
        candidate=subpath(input[0], parent=True),
        code=fingerprint("khabar.validation.run"),
    shell:
        "khabar validate --candidate {params.candidate:q} --manifest {input.manifest:q} --processes {threads} --out {output:q} 2> {log:q}"
