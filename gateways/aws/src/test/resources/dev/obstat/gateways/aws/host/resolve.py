"""Prints where botocore finds every service that it knows: ENDPOINT SIGNING REGION FIPS DUAL HOST SIGNING-REGION."""
import botocore.session
from botocore.endpoint_provider import EndpointProvider

loader = botocore.session.Session().get_component("data_loader")
partitions = loader.load_data("partitions")
for name in loader.list_available_services("service-2"):
    metadata = loader.load_service_model(name, "service-2")["metadata"]
    rules = loader.load_service_model(name, "endpoint-rule-set-1")
    provider = EndpointProvider(rules, partitions)
    endpoint = metadata["endpointPrefix"]
    for partition in partitions["partitions"]:
        if partition["id"] not in ("aws", "aws-cn", "aws-us-gov"):
            continue
        for region in partition["regions"]:
            if region.endswith("-global"):
                continue
            for fips in (False, True):
                for dual in (False, True):
                    given = {"Region": region, "UseFIPS": fips, "UseDualStack": dual}
                    given = {key: value for key, value in given.items() if key in rules["parameters"]}
                    try:
                        found = provider.resolve_endpoint(**given)
                        schemes = found.properties.get("authSchemes") or [{}]
                        host = found.url.removeprefix("https://")
                        signed = schemes[0].get("signingRegion") or region
                    except Exception:
                        host, signed = "-", "-"
                    print(endpoint, metadata.get("signingName", endpoint), region, fips, dual, host, signed)
