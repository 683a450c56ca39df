# One shard of documents → its articles, sentences, entities, quotes and events. One rule per table.


rule articles:
    input:
        documents="<data>/interim/shards/{shard}.parquet",
    output:
        articles="<data>/interim/articles/{shard}.parquet",
        seeds="<data>/interim/seeds/{shard}.parquet",
    log:
        "<data>/interim/logs/articles/{shard}.log",
    benchmark:
        "<data>/interim/benchmarks/articles/{shard}.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        timezone=config["timezone"],
        code=fingerprint("khabar.tables.articles", "khabar.io"),
    shell:
        "khabar articles --documents {input.documents:q} --timezone {params.timezone:q} "
        "--out {output.articles:q} --seeds-out {output.seeds:q} 2> {log:q}"


rule sentences:
    input:
        articles="<data>/interim/articles/{shard}.parquet",
    output:
        "<data>/interim/sentences/{shard}.parquet",
    log:
        "<data>/interim/logs/sentences/{shard}.log",
    benchmark:
        "<data>/interim/benchmarks/sentences/{shard}.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        code=fingerprint("khabar.tables.sentences", "khabar.io"),
    shell:
        "khabar sentences --articles {input.articles:q} --out {output:q} 2> {log:q}"


rule entities:
    input:
        articles="<data>/interim/articles/{shard}.parquet",
        sentences="<data>/interim/sentences/{shard}.parquet",
    output:
        "<data>/interim/entities/{shard}.parquet",
    log:
        "<data>/interim/logs/entities/{shard}.log",
    benchmark:
        "<data>/interim/benchmarks/entities/{shard}.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        engine=config["engine"],
        code=fingerprint("khabar.tables.entities", "khabar.io"),
    shell:
        "khabar entities --articles {input.articles:q} --sentences {input.sentences:q} "
        "--engine {params.engine:q} --out {output:q} 2> {log:q}"


rule quotes:
    input:
        articles="<data>/interim/articles/{shard}.parquet",
        sentences="<data>/interim/sentences/{shard}.parquet",
        entities="<data>/interim/entities/{shard}.parquet",
    output:
        "<data>/interim/quotes/{shard}.parquet",
    log:
        "<data>/interim/logs/quotes/{shard}.log",
    benchmark:
        "<data>/interim/benchmarks/quotes/{shard}.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        code=fingerprint("khabar.tables.quotes", "khabar.io"),
    shell:
        "khabar quotes --articles {input.articles:q} --sentences {input.sentences:q} "
        "--entities {input.entities:q} --out {output:q} 2> {log:q}"


rule events:
    input:
        articles="<data>/interim/articles/{shard}.parquet",
        sentences="<data>/interim/sentences/{shard}.parquet",
        entities="<data>/interim/entities/{shard}.parquet",
        quotes="<data>/interim/quotes/{shard}.parquet",
    output:
        "<data>/interim/events/{shard}.parquet",
    log:
        "<data>/interim/logs/events/{shard}.log",
    benchmark:
        "<data>/interim/benchmarks/events/{shard}.tsv"
    conda:
        "../envs/khabar.yaml"
    params:
        code=fingerprint("khabar.tables.events", "khabar.io"),
    shell:
        "khabar events --articles {input.articles:q} --sentences {input.sentences:q} "
        "--entities {input.entities:q} --quotes {input.quotes:q} --out {output:q} 2> {log:q}"
