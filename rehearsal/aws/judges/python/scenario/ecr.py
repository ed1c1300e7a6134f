import hashlib
import json

from calls import pick
from embedded import say_what_scans_find

NAME = "scenario/web"
MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json"
LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar.gzip"


def digest(content):
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def run(calls):
    call, refuse = calls.of("ecr")
    tags = [{"Key": "team", "Value": "web"}]
    made = call("CreateRepository", repositoryName=NAME, tags=tags, imageScanningConfiguration={"scanOnPush": False})
    arn = pick(made, "repository.repositoryArn")
    refuse("RepositoryAlreadyExistsException", "CreateRepository", "again refused", repositoryName=NAME)
    refuse("InvalidParameterException", "CreateRepository", "in capitals refused", repositoryName="Scenario/Web")
    call("DescribeRepositories", repositoryNames=[NAME])
    refuse("RepositoryNotFoundException", "DescribeRepositories", "missing refused", repositoryNames=["scenario/none"])
    call("TagResource", resourceArn=arn, tags=[{"Key": "stage", "Value": "test"}])
    call("ListTagsForResource", resourceArn=arn)
    call("UntagResource", resourceArn=arn, tagKeys=["stage"])
    call("GetAuthorizationToken")
    call("PutAccountSetting", name="BLOB_MOUNTING", value="ENABLED")
    call("GetAccountSetting", name="BLOB_MOUNTING")
    push(call, refuse)
    call("DescribeImages", repositoryName=NAME)
    refuse("ImageNotFoundException", "DescribeImages", "missing refused", repositoryName=NAME, imageIds=[{"imageTag": "none"}])
    call("ListImages", repositoryName=NAME, filter={"tagStatus": "TAGGED"})
    call("BatchGetImage", repositoryName=NAME, imageIds=[{"imageTag": "1.0.0"}, {"imageTag": "none"}])
    scan(call, refuse, calls)
    policies(call, refuse, calls)
    call("PutImageTagMutability", repositoryName=NAME, imageTagMutability="IMMUTABLE")
    refuse_overwrite(refuse)
    call("BatchDeleteImage", repositoryName=NAME, imageIds=[{"imageTag": "1.0.0"}])


def upload(call, case, content):
    started = call("InitiateLayerUpload", case, repositoryName=NAME)
    upload_id = pick(started, "uploadId")
    part = {"partFirstByte": 0, "partLastByte": len(content) - 1, "layerPartBlob": content}
    call("UploadLayerPart", case, repositoryName=NAME, uploadId=upload_id, **part)
    call("CompleteLayerUpload", case, repositoryName=NAME, uploadId=upload_id, layerDigests=[digest(content)])
    return {"size": len(content), "digest": digest(content)}


def manifest_of(config, layer):
    return json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": MANIFEST_TYPE,
            "config": {"mediaType": "application/vnd.docker.container.image.v1+json", **config},
            "layers": [{"mediaType": LAYER_TYPE, **layer}],
        }
    )


CONFIG = json.dumps({"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}}).encode()
LAYER = b"a layer of the scenario"


def push(call, refuse):
    config, layer = upload(call, "of the configuration", CONFIG), upload(call, "of a layer", LAYER)
    call("BatchCheckLayerAvailability", repositoryName=NAME, layerDigests=[layer["digest"], digest(b"none")])
    manifest = manifest_of(config, layer)
    call("PutImage", repositoryName=NAME, imageManifest=manifest, imageTag="1.0.0")
    refuse("ImageAlreadyExistsException", "PutImage", "again refused", repositoryName=NAME, imageManifest=manifest, imageTag="1.0.0")
    broken = manifest_of(config, {"size": 1, "digest": digest(b"none")})
    refuse("LayersNotFoundException", "PutImage", "without its layer refused", repositoryName=NAME, imageManifest=broken, imageTag="2")
    refuse("UploadNotFoundException", "CompleteLayerUpload", "of none refused", repositoryName=NAME, uploadId="00000000-0000-4000-8000-000000000000", layerDigests=[digest(LAYER)])


def scan(call, refuse, calls):
    say_what_scans_find(calls, NAME)
    image = {"repositoryName": NAME, "imageId": {"imageTag": "1.0.0"}}
    call("StartImageScan", **image)
    if "ecr.DescribeImageScanFindings" in calls.implemented:
        calls.wait("ecr", "image_scan_complete", **image)
    call("DescribeImageScanFindings", **image)
    call("PutImageScanningConfiguration", repositoryName=NAME, imageScanningConfiguration={"scanOnPush": True})
    missing = {"repositoryName": NAME, "imageId": {"imageTag": "none"}}
    refuse("ImageNotFoundException", "DescribeImageScanFindings", "of none refused", **missing)


POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{"Sid": "pull", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "ecr:BatchGetImage"}]})
REGISTRY_POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{"Sid": "replicate", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "ecr:ReplicateImage", "Resource": "arn:aws:ecr:eu-west-1:123456789012:repository/*"}]})
LIFECYCLE = json.dumps({"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 1}, "action": {"type": "expire"}}]})


def policies(call, refuse, calls):
    repository = {"repositoryName": NAME}
    refuse("RepositoryPolicyNotFoundException", "GetRepositoryPolicy", "missing refused", **repository)
    if "ecr.SetRepositoryPolicy" in calls.implemented:
        call("SetRepositoryPolicy", policyText=POLICY, **repository)
        call("GetRepositoryPolicy", **repository)
        call("DeleteRepositoryPolicy", **repository)
    refuse("RepositoryPolicyNotFoundException", "DeleteRepositoryPolicy", "missing refused", **repository)
    refuse("RegistryPolicyNotFoundException", "GetRegistryPolicy", "missing refused")
    if "ecr.PutRegistryPolicy" in calls.implemented:
        call("PutRegistryPolicy", policyText=REGISTRY_POLICY)
        call("GetRegistryPolicy")
        call("DeleteRegistryPolicy")
    refuse("RegistryPolicyNotFoundException", "DeleteRegistryPolicy", "missing refused")
    call("DescribeRegistry")
    refuse("LifecyclePolicyNotFoundException", "GetLifecyclePolicy", "missing refused", **repository)
    call("StartLifecyclePolicyPreview", lifecyclePolicyText=LIFECYCLE, **repository)
    if "ecr.GetLifecyclePolicyPreview" in calls.implemented:
        calls.wait("ecr", "lifecycle_policy_preview_complete", **repository)
    call("GetLifecyclePolicyPreview", **repository)
    call("PutLifecyclePolicy", lifecyclePolicyText=LIFECYCLE, **repository)
    refuse("InvalidParameterException", "PutLifecyclePolicy", "of no policy refused", lifecyclePolicyText="{}", **repository)
    call("GetLifecyclePolicy", **repository)
    call("DeleteLifecyclePolicy", **repository)


def refuse_overwrite(refuse):
    size = {"size": len(CONFIG), "digest": digest(CONFIG)}
    other = manifest_of(size, {"size": len(CONFIG), "digest": digest(CONFIG)})
    refuse("ImageTagAlreadyExistsException", "PutImage", "over an immutable tag refused", repositoryName=NAME, imageManifest=other, imageTag="1.0.0")


def take_down(calls):
    calls.refuse("RepositoryNotFoundException", "ecr", "DeleteRepository", "missing refused", repositoryName="scenario/none")
    calls.call("ecr", "DeleteRepository", repositoryName=NAME, force=True)
