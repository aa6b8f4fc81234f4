#!/usr/bin/env python3
"""Writes hosts.txt: where AWS's hosts differ from `ENDPOINT.REGION.SUFFIX`.

    python3 gateways/aws/index/hosts.py

asks the endpoint rules of an installed botocore (Apache-2.0) for every service of services.txt,
every region of the three partitions, with and without FIPS and dual-stack, and keeps what the
general rule of Hosts.java does not say. README.md has the format.
"""
import collections
import pathlib

import botocore
import botocore.session
from botocore.endpoint_provider import EndpointProvider

RESOURCES = pathlib.Path(__file__).parent.parent / "src/main/resources/dev/obstat/gateways/aws"
SUFFIXES = {
    "aws": ("amazonaws.com", "api.aws"),
    "aws-us-gov": ("amazonaws.com", "api.aws"),
    "aws-cn": ("amazonaws.com.cn", "api.amazonwebservices.com.cn"),
}
VARIANTS = {"plain": (False, False), "fips": (True, False), "dual": (False, True), "both": (True, True)}


def services():
    for line in (RESOURCES / "model/index/services.txt").read_text().splitlines():
        if not line.startswith("#"):
            words = line.split()
            yield words[0], dict(word.split("=", 1) for word in words[1:])


def main():
    loader = botocore.session.Session().get_component("data_loader")
    partitions = loader.load_data("partitions")
    known = {}
    for name in loader.list_available_services("service-2"):
        metadata = loader.load_service_model(name, "service-2")["metadata"]
        endpoint = metadata["endpointPrefix"]
        known.setdefault((endpoint, metadata.get("signingName", endpoint)), name)
    lines = []
    for service, facts in services():
        name = known.get((facts["endpoint"], facts["signing"]))
        if name is None:
            continue
        rules = loader.load_service_model(name, "endpoint-rule-set-1")
        provider = EndpointProvider(rules, partitions)
        for partition in partitions["partitions"]:
            if partition["id"] not in SUFFIXES:
                continue
            regions = [region for region in partition["regions"] if not region.endswith("-global")]
            for variant in VARIANTS:
                answers = {r: ask(provider, rules, r, variant) for r in regions}
                lines += exceptions(service, facts["endpoint"], partition["id"], variant, answers)
    head = (
        "# Hosts that differ from the general rule; made by gateways/aws/index/hosts.py with botocore "
        + botocore.__version__
        + "\n"
    )
    (RESOURCES / "host/hosts.txt").write_text(head + "".join(line + "\n" for line in lines))


def ask(provider, rules, region, variant):
    fips, dual = VARIANTS[variant]
    given = {"Region": region, "UseFIPS": fips, "UseDualStack": dual}
    try:
        found = provider.resolve_endpoint(
            **{key: value for key, value in given.items() if key in rules["parameters"]}
        )
    except Exception:
        return "-", region
    schemes = found.properties.get("authSchemes") or [{}]
    return found.url.removeprefix("https://"), schemes[0].get("signingRegion") or region


def exceptions(service, endpoint, partition, variant, answers):
    fips, dual = VARIANTS[variant]
    general = f"{endpoint}{'-fips' if fips else ''}.{{region}}.{SUFFIXES[partition][dual]}"
    forms = {
        region: (host.replace(region, "{region}"), "{region}" if signed == region else signed)
        for region, (host, signed) in answers.items()
    }
    # A global host that is in one of the regions reads there as a regional one.
    for template in [(general, "{region}"), *collections.Counter(answers.values())]:
        if all(fits(template, region, answer) for region, answer in answers.items()):
            common = template
            break
    else:
        common = collections.Counter(forms.values()).most_common(1)[0][0]
    if common != (general, "{region}"):
        yield f"{service} {partition} {variant} {common[0]} {common[1]}"
    for region, answer in answers.items():
        if not fits(common, region, answer):
            yield f"{service} {region} {variant} {answer[0]} {answer[1]}"


def fits(template, region, answer):
    host, signed = answer
    same = template[0].replace("{region}", region) == host
    return same and (host == "-" or template[1].replace("{region}", region) == signed)


main()
