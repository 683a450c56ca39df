"""How to cite the dataset: CITATION.cff (https://citation-file-format.github.io) and DataCite's metadata as JSON."""

from typing import Any

import yaml

from khabar.package.facts import Facts
from khabar.schema.metadata import Creator


def render_cff(facts: Facts) -> str:
    """The content of CITATION.cff."""
    dataset = facts.dataset
    described: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it.",
        "type": "dataset",
        "title": dataset.title,
        "version": dataset.version,
        "date-released": dataset.date,
        "authors": [_author(creator) for creator in dataset.creators],
        "abstract": dataset.description,
        "keywords": list(dataset.keywords),
    }
    if dataset.licence_url:
        described["license"] = dataset.licence
    described |= {key: value for key, value in (("doi", dataset.doi), ("url", dataset.url)) if value}
    return yaml.safe_dump(described, allow_unicode=True, sort_keys=False, width=110)


def render_datacite(facts: Facts) -> dict[str, Any]:
    """The content of datacite.json: DataCite Metadata Schema 4.5, as its REST service takes it."""
    dataset = facts.dataset
    described: dict[str, Any] = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Dataset"},
        "titles": [{"title": dataset.title}],
        "creators": [_creator(creator) for creator in dataset.creators],
        "publisher": {"name": dataset.creators[0].name},
        "publicationYear": dataset.year,
        "dates": [{"date": dataset.date, "dateType": "Issued"}],
        "version": dataset.version,
        "language": dataset.language,
        "subjects": [{"subject": keyword} for keyword in dataset.keywords],
        "descriptions": [{"description": dataset.description, "descriptionType": "Abstract"}],
        "rightsList": [_rights(facts)],
        "formats": ["application/vnd.apache.parquet"],
        "sizes": [
            f"{sum(file.byte_size for file in facts.files.values())} bytes",
            *(f"{rows} rows of {table}" for table, rows in facts.figures.rows.items()),
        ],
    }
    described |= {key: value for key, value in (("doi", dataset.doi), ("url", dataset.url)) if value}
    return described


def _author(creator: Creator) -> dict[str, str]:
    orcid = {"orcid": creator.orcid} if creator.orcid else {}
    return {"name": creator.name, **orcid}


def _creator(creator: Creator) -> dict[str, Any]:
    described: dict[str, Any] = {"name": creator.name, "nameType": "Personal" if creator.orcid else "Organizational"}
    if creator.orcid:
        described["nameIdentifiers"] = [{"nameIdentifier": creator.orcid, "nameIdentifierScheme": "ORCID"}]
    if creator.affiliation:
        described["affiliation"] = [{"name": creator.affiliation}]
    return described


def _rights(facts: Facts) -> dict[str, str]:
    dataset = facts.dataset
    if not dataset.licence_url:
        return {"rights": dataset.licence_note}
    return {
        "rights": dataset.licence_note,
        "rightsUri": dataset.licence_url,
        "rightsIdentifier": dataset.licence,
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }
