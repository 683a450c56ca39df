"""RO-Crate 1.2 (https://w3id.org/ro/crate/1.2) with the run's provenance after the Process Run Crate profile.

Which texts went in, what was run on them with which versions, and what came out. Texts are told by source folder, each
with a digest over the checksums of its documents, which stand one by one in seeds.parquet: so the crate stays small
whatever the size of the corpus.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from khabar.package import files
from khabar.package.facts import PYTHON, Facts, Packaged, Source

_SPECIFICATION = "https://w3id.org/ro/crate/1.2"
_PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
_MEDIA_TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".md": "text/markdown",
    ".html": "text/html",
    ".cff": "application/yaml",
}
Entity = dict[str, Any]


def render(facts: Facts, shipped: Sequence[Packaged], titles: dict[str, str]) -> Entity:
    """The content of ro-crate-metadata.json.

    Args:
        facts: what the dataset holds.
        shipped: everything that ships, but for the crate itself and the checksums.
        titles: file name → what the file is.
    """
    graph = [
        _descriptor(),
        _root(facts, shipped),
        *(_file(packaged, titles[packaged.name]) for packaged in shipped),
        *_people(facts),
        *_licence(facts),
        *_run(facts),
        *_inputs(facts),
        *_software(facts),
        {"@id": _PROFILE, "@type": ["CreativeWork", "Profile"], "name": "Process Run Crate", "version": "0.5"},
    ]
    return {"@context": f"{_SPECIFICATION}/context", "@graph": graph}


def _descriptor() -> Entity:
    return {
        "@id": files.CRATE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _SPECIFICATION},
    }


def _root(facts: Facts, shipped: Sequence[Packaged]) -> Entity:
    dataset = facts.dataset
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "conformsTo": {"@id": _PROFILE},
        "name": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "datePublished": dataset.date,
        "license": {"@id": _licence_id(facts)},
        "creator": _ids(_people(facts)),
        "publisher": _ids(_people(facts)[:1]),
        "keywords": list(dataset.keywords),
        "inLanguage": dataset.language,
        "creditText": dataset.citation,
        "hasPart": [{"@id": packaged.name} for packaged in shipped],
        "mentions": {"@id": "#run"},
    }
    if dataset.doi or dataset.url:
        root["identifier"] = f"https://doi.org/{dataset.doi}" if dataset.doi else dataset.url
    return root


def _file(packaged: Packaged, title: str) -> Entity:
    suffix = packaged.name[packaged.name.rfind(".") :]
    return {
        "@id": packaged.name,
        "@type": "File",
        "name": packaged.name,
        "description": title,
        "encodingFormat": _MEDIA_TYPES.get(suffix, "text/plain"),
        "contentSize": str(packaged.byte_size),
        "sha256": packaged.sha256,
    }


def _people(facts: Facts) -> list[Entity]:
    return [
        {
            "@id": creator.orcid or f"#creator-{number}",
            "@type": "Person" if creator.orcid else "Organization",
            "name": creator.name,
        }
        for number, creator in enumerate(facts.dataset.creators, 1)
    ]


def _licence_id(facts: Facts) -> str:
    return facts.dataset.licence_url or f"#{facts.dataset.licence}"


def _licence(facts: Facts) -> list[Entity]:
    note = facts.dataset.licence_note
    return [{"@id": _licence_id(facts), "@type": "CreativeWork", "name": facts.dataset.licence, "description": note}]


def _run(facts: Facts) -> Iterator[Entity]:
    inputs = [entity for entity in _inputs(facts) if entity["@type"] == "Dataset"]
    yield {
        "@id": "#run",
        "@type": "CreateAction",
        "name": f"Building {facts.dataset.title} {facts.dataset.version}",
        "description": "Ingest, extraction, assembly, validation and description of the tables. The same input gives "
        "the same bytes, so no time of the run is kept.",
        "agent": _ids(_people(facts)[:1]),
        "instrument": {"@id": "#khabar"},
        "object": _ids(inputs),
        "result": [{"@id": f"{table.name}.parquet"} for table in facts.tables],
    }


def _inputs(facts: Facts) -> Iterator[Entity]:
    for folder, found in facts.figures.sources.items():
        source = facts.source_of(folder)
        fate = ", ".join(f"{count} {status}" for status, count in sorted(found.statuses.items()))
        name = f"#seeds-{quote(folder)}"
        digest = f"{name}-sha256"
        yield {
            "@id": name,
            "@type": "Dataset",
            "name": source.title if source else "Documents that no source.yaml covers",
            "description": f"{found.documents} documents, {found.byte_size} bytes: {fate}. {_stated(source)}",
            "identifier": {"@id": digest},
        }
        yield {
            "@id": digest,
            "@type": "PropertyValue",
            "propertyID": "sha256",
            "name": "SHA-256 over the lines `sha256  source_path` of its documents, in the order of seeds.parquet",
            "value": found.digest,
        }


def _stated(source: Source | None) -> str:
    return f"Origin: {source.origin}. Licence: {source.licence}." if source else "Origin and licence are not stated."


def _software(facts: Facts) -> Iterator[Entity]:
    applications = [
        _application("https://www.python.org/", "Python", PYTHON),
        *(_application(f"pkg:pypi/{name}@{version}", name, version) for name, version in facts.packages.items()),
    ]
    yield {
        "@id": "#khabar",
        "@type": "SoftwareApplication",
        "name": "Khabar",
        "description": "A reproducible dataset builder for Arabic news: a Snakemake workflow, the schemas in its "
        "folder schemas/, word lists and models.",
        "version": facts.software,
        "url": files.README,
        "identifier": {"@id": "#khabar-code"},
        "softwareRequirements": _ids([*applications, {"@id": files.ENVIRONMENT}]),
    }
    yield {
        "@id": "#khabar-code",
        "@type": "PropertyValue",
        "propertyID": "fingerprint",
        "name": "First 16 hex digits of a SHA-256 over the code, word lists and models that made the tables",
        "value": facts.code,
    }
    yield from applications


def _application(address: str, name: str, version: str) -> Entity:
    return {"@id": address, "@type": "SoftwareApplication", "name": name, "version": version, "url": address}


def _ids(entities: Sequence[Entity]) -> Entity | list[Entity]:
    """References to entities; one stands alone, as the specification wants it."""
    references = [{"@id": entity["@id"]} for entity in entities]
    return references[0] if len(references) == 1 else references
