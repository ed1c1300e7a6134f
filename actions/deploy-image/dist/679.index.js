export const id = 679;
export const ids = [679];
export const modules = {

/***/ 2679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./lib/action/errors.js
var errors = __webpack_require__(308);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(4379);
;// CONCATENATED MODULE: ./actions/deploy-image/src/docker/build-command.js

/** The docker command of a build. Secrets go through the environment, never into arguments. */
function buildCommand(source, builder, destination) {
    const secrets = [...source.secrets].map(([id, value], index) => ({
        id,
        value,
        variable: `DEPLOY_IMAGE_SECRET_${index}`,
    }));
    return {
        arguments: [
            ...(builder.kind === 'buildx' ? ['buildx', 'build'] : ['build']),
            ...(builder.kind === 'legacy' ? [] : ['--progress=plain']),
            ...destinationFlags(builder, destination),
            ...(source.provenance === 'none' ? [] : [`--provenance=mode=${source.provenance}`]),
            ...flags('--platform', source.platforms.length > 0 ? [source.platforms.join(',')] : []),
            ...flags('--target', source.target === undefined ? [] : [source.target]),
            ...flags('--build-arg', pairs(source.buildArguments)),
            ...flags('--label', pairs(source.labels)),
            ...flags('--secret', secrets.map(({ id, variable }) => `id=${id},env=${variable}`)),
            // Absolute, so that no path can be taken for an option or, as "-", for standard input.
            ...flags('--file', [(0,external_node_path_.resolve)(source.dockerfile)]),
            (0,external_node_path_.resolve)(source.context),
        ],
        environment: {
            // An index next to an untagged attestation is asked for by "provenance" alone; the variable also works with
            // versions of buildx that do not know the option.
            ...(source.provenance === 'none' && { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }),
            // Empty is unset: a 1 from the surroundings would make a docker command without buildx refuse to build.
            DOCKER_BUILDKIT: builder.kind === 'legacy' ? '' : '1',
            ...Object.fromEntries(secrets.map(({ variable, value }) => [variable, value])),
        },
    };
}
function destinationFlags(builder, destination) {
    if (destination.kind === 'engine') {
        return [...(builder.kind === 'buildx' ? ['--load'] : []), '--tag', destination.name];
    }
    const { repositoryUri, metadataFile } = destination;
    return [
        '--output',
        `type=image,name=${repositoryUri},push-by-digest=true,push=true`,
        '--metadata-file',
        metadataFile,
    ];
}
function flags(name, values) {
    return values.flatMap((value) => [name, value]);
}
function pairs(map) {
    return [...map].map(([key, value]) => `${key}=${value}`);
}

// EXTERNAL MODULE: ./lib/action/processes.js
var processes = __webpack_require__(8578);
;// CONCATENATED MODULE: ./actions/deploy-image/src/docker/output.js
/** How many lines of a failed command are shown as evidence. */
const SHOWN = 25;
/** The last lines of a command's output, oldest first. */
function tail(output) {
    return linesOf(output).slice(-SHOWN).join('\n');
}
// What docker's commands, BuildKit and the engine write before the reason of a failure, one after the other.
const PREFIX = /^(?:error(?: response from daemon)?|failed to build|failed to solve(?: with frontend [\w.]+)?|failed to create LLB definition|rpc error: code = \w+ desc =):? /i;
// The legacy builder and older commands write their reasons without a prefix.
const REASON = /returned a non-zero code|executor failed|denied|unauthorized/;
/** The line of a failed command that says why: the last that looks like an error, else the last one. */
function lastReason(output) {
    const lines = linesOf(output);
    const reason = lines.findLast((line) => PREFIX.test(line) || REASON.test(line)) ?? lines.at(-1);
    return reason === undefined ? 'it said nothing' : withoutPrefixes(reason);
}
function withoutPrefixes(line) {
    const shorter = line.replace(PREFIX, '');
    return shorter === line ? line : withoutPrefixes(shorter);
}
function linesOf(output) {
    return output
        .split('\n')
        .map((line) => line.trimEnd())
        .filter((line) => line !== '');
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/docker/builder.js



/**
 * Finds out what the docker command can build with.
 * @throws ActionFailure when there is no docker command or no engine behind it
 */
async function findBuilder(docker) {
    const clientVersion = await readClientVersion(docker);
    const plugin = await docker.run(['buildx', 'version']);
    if (plugin.exitCode === 0)
        return await inspectBuildx(docker);
    return Number.parseInt(clientVersion, 10) < 23 ? { kind: 'buildkit' } : { kind: 'legacy' };
}
async function readClientVersion(docker) {
    const finished = await docker.run(['version', '--format', '{{json .}}']);
    if (finished.exitCode === processes/* PROGRAM_NOT_FOUND */.S) {
        throw new errors/* ActionFailure */.d({
            cause: 'An image is to be built, and there is no docker command on the PATH of this runner.',
            advice: 'Run the job where docker is installed (ubuntu-latest has it), or give an existing image with "image".',
        });
    }
    if (finished.exitCode !== 0) {
        throw new errors/* ActionFailure */.d({
            cause: `The Docker Engine does not answer: ${lastReason(finished.stderr)}`,
            advice: 'Start the engine, or correct DOCKER_HOST and who may use its socket: "docker version" must succeed.',
        });
    }
    const { Client } = JSON.parse(finished.stdout);
    return Client.Version;
}
async function inspectBuildx(docker) {
    const builder = await docker.run(['buildx', 'inspect']);
    const driver = /^Driver:\s*(\S+)/m.exec(builder.stdout)?.[1];
    if (builder.exitCode !== 0 || driver === undefined) {
        throw new errors/* ActionFailure */.d({
            cause: `The current builder of buildx cannot be used: ${lastReason(builder.stderr)}`,
            advice: 'Choose another one with "docker buildx use", or make one with docker/setup-buildx-action.',
        });
    }
    return { kind: 'buildx', driver, pushes: driver !== 'docker' || (await hasContainerdStore(docker)) };
}
/** With containerd's image store the engine's own builder makes indexes too. */
async function hasContainerdStore(docker) {
    const info = await docker.run(['info', '--format', '{{json .DriverStatus}}']);
    return info.stdout.includes('io.containerd.snapshotter');
}
/**
 * Refuses what this builder would ignore or cannot do.
 * @throws InputError that names the input, the reason and the way out
 */
function checkBuilder(source, builder) {
    const { platforms, secrets, provenance } = source;
    const hasBuildKit = builder.kind !== 'legacy';
    const pushes = builder.kind === 'buildx' && builder.pushes;
    const problems = [
        { input: 'secrets', needs: 'BuildKit', isMet: secrets.size === 0 || hasBuildKit },
        { input: 'platforms', needs: 'BuildKit', isMet: platforms.length === 0 || hasBuildKit },
        {
            input: 'platforms',
            needs: 'a builder of its own to build several at once',
            isMet: platforms.length < 2 || pushes,
        },
        { input: 'provenance', needs: 'a builder of its own', isMet: provenance === 'none' || pushes },
    ].filter(({ isMet }) => !isMet);
    const [problem] = problems;
    if (!problem)
        return;
    throw new errors/* InputError */.w({
        cause: `Input "${problem.input}" needs ${problem.needs}, and here docker builds with ${describeBuilder(builder)}.`,
        advice: 'Put docker/setup-buildx-action before this step: it brings buildx and a builder of its own.',
    });
}
function describeBuilder(builder) {
    if (builder.kind === 'buildx')
        return `buildx, driver "${builder.driver}"`;
    return builder.kind === 'buildkit'
        ? 'the BuildKit of its engine'
        : 'its legacy builder, since the buildx plugin is missing';
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/docker/build.js




/**
 * Builds an image; docker's output streams into a group of the log.
 * @throws ActionFailure with docker's own reason
 */
async function build(docker, source, builder, destination, log) {
    const command = buildCommand(source, builder, destination);
    const lines = [];
    const finished = await log.group(`Build ${source.dockerfile} with ${describeBuilder(builder)}`, () => docker.run(command.arguments, {
        environment: command.environment,
        onLine(line) {
            lines.push(line);
            log.info(line);
        },
    }));
    if (finished.exitCode === 0)
        return;
    const output = lines.join('\n');
    throw new errors/* ActionFailure */.d({
        cause: `Building ${source.dockerfile} failed: ${lastReason(output)}`,
        advice: `The same happens with: docker build --file ${source.dockerfile} ${source.context}`,
        detail: tail(output),
    });
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/docker/push.js


/** What the engine calls an image by its content. */
async function readImageId(docker, name) {
    const finished = await docker.run(['image', 'inspect', '--format', '{{.Id}}', name]);
    if (finished.exitCode === 0)
        return finished.stdout.trim();
    throw new errors/* ActionFailure */.d({
        cause: `The image that was just built, ${name}, is not in the engine: ${lastReason(finished.stderr)}`,
        advice: 'Let nothing remove images while the job runs, and run it again.',
    });
}
/**
 * Pushes one name, giving it to the image first.
 * @throws ActionFailure with the registry's own reason
 */
async function push(docker, imageId, name, log) {
    const lines = [];
    const onLine = (line) => {
        lines.push(line);
        log.info(line);
    };
    const finished = await log.group(`Push ${name}`, async () => {
        const tagged = await docker.run(['tag', imageId, name], { onLine });
        return tagged.exitCode === 0 ? docker.run(['push', name], { onLine }) : tagged;
    });
    if (finished.exitCode === 0)
        return;
    const output = lines.join('\n');
    throw new errors/* ActionFailure */.d({
        cause: `Pushing ${name} failed: ${lastReason(output)}`,
        advice: adviceFor(output),
        detail: tail(output),
    });
}
function adviceFor(output) {
    if (/denied|not authorized|403 Forbidden/i.test(output)) {
        return "Allow the role the pushing statement of this action's policy.json on this repository, and look at the repository's own policy.";
    }
    return 'Run the job again; what was pushed before is not sent twice.';
}

// EXTERNAL MODULE: ../../node_modules/@aws-sdk/client-ecr/dist-cjs/index.js
var dist_cjs = __webpack_require__(149);
;// CONCATENATED MODULE: ./actions/deploy-image/src/ecr/images.js

/** All kinds of manifests, so that ECR gives each as it was pushed. */
const MEDIA_TYPES = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.docker.distribution.manifest.v2+json',
];
function parseManifest(image) {
    return JSON.parse(image.manifest);
}
/**
 * Whether two images run the same bytes on every platform. An attestation tells the time of its build, so two builds of
 * one thing differ in it, and it does not count.
 */
function isSameContent(one, other) {
    return one.digest === other.digest || contentOf(one).join() === contentOf(other).join();
}
function contentOf(image) {
    const { manifests } = parseManifest(image);
    const images = manifests?.filter(({ annotations }) => annotations?.['vnd.docker.reference.type'] !== 'attestation-manifest');
    return images?.map(({ digest }) => digest).sort() ?? [image.digest];
}
/** As many identifiers as one BatchGetImage takes. */
const BATCH = 100;
/** The images that tags point to, by tag; tags that point to nothing are not in it. */
async function readTags(ports, repository, tags) {
    const images = new Map();
    for (let start = 0; start < tags.length; start += BATCH) {
        const imageIds = tags.slice(start, start + BATCH).map((imageTag) => ({ imageTag }));
        for (const [id, image] of await batchGet(ports, repository, imageIds)) {
            if (id.imageTag !== undefined)
                images.set(id.imageTag, image);
        }
    }
    return images;
}
/** The image of a digest; undefined when the repository does not have it. */
async function readDigest(ports, repository, digest) {
    const [found] = await batchGet(ports, repository, [{ imageDigest: digest }]);
    return found?.[1];
}
async function batchGet(ports, repository, imageIds) {
    const { images = [], failures = [] } = await ports.ecr.batchGetImage({ repositoryName: repository.name, imageIds, acceptedMediaTypes: MEDIA_TYPES }, { abortSignal: ports.signal });
    const [failure] = failures.filter(({ failureCode }) => failureCode !== 'ImageNotFound');
    if (failure)
        throw new Error(`ECR could not read an image of ${repository.name}: ${failure.failureReason}`);
    return images.map(({ imageId, imageManifest, imageManifestMediaType }) => {
        if (!imageId?.imageDigest || !imageManifest)
            throw new Error('ECR gave an image without digest and manifest.');
        const mediaType = imageManifestMediaType ?? '';
        return [imageId, { digest: imageId.imageDigest, manifest: imageManifest, mediaType }];
    });
}
/** Puts an image into a repository, under a tag or without one. That it is there already is success. */
async function putImage(ports, repository, image, tag) {
    try {
        await ports.ecr.putImage({
            repositoryName: repository.name,
            imageManifest: image.manifest,
            imageManifestMediaType: image.mediaType,
            imageDigest: image.digest,
            imageTag: tag,
        }, { abortSignal: ports.signal });
    }
    catch (error) {
        if (!(error instanceof dist_cjs.ImageAlreadyExistsException))
            throw error;
    }
}
/** The tags that a digest has, as ECR says when asked; undefined when it has no such image. */
async function readTagsOf(ports, repository, digest) {
    const { imageDetails } = await ports.ecr.describeImages({ repositoryName: repository.name, imageIds: [{ imageDigest: digest }] }, { abortSignal: ports.signal });
    return imageDetails?.[0]?.imageTags ?? [];
}

;// CONCATENATED MODULE: ./lib/action/shell.js
/** Stand for a variable of the shell in a text; no name of AWS holds characters for private use. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const VARIABLE = new RegExp(`${OPEN}([A-Z][A-Z0-9_]*)${CLOSE}`);
/**
 * A text that is known to the shell alone, such as the ARN of what an earlier command has made. It may stand in any text
 * that is quoted afterwards, in JSON too.
 * @param name in capitals
 */
function shellVariable(name) {
    return `${OPEN}${name}${CLOSE}`;
}
/** A text as one word of a POSIX shell. A variable that is not set ends the command before it is run. */
function quoteShell(text) {
    const parts = text.split(VARIABLE);
    return parts.length === 1
        ? quoteLiteral(text)
        : parts.map((part, index) => (index % 2 === 1 ? `"\${${part}:?}"` : part && quoteLiteral(part))).join('');
}
/** A command line of these words. */
function commandLine(words) {
    return words.map(quoteShell).join(' ');
}
/** Keeps what a command prints in a variable of the shell. */
function shell_assign(variable, command) {
    return `${variable}=$(${command})`;
}
function quoteLiteral(text) {
    return /^[\w/:.,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

;// CONCATENATED MODULE: ./lib/aws/aws-command.js

/** A command line for `aws`, fit for a POSIX shell. Options without a value are left out. */
function awsCommand(command, region, options) {
    const all = { ...options, region };
    const words = Object.entries(all).flatMap(([name, value]) => {
        if (value === undefined)
            return [];
        return value === true ? [`--${name}`] : [`--${name}`, toWord(value)];
    });
    return commandLine(['aws', ...command.split(' '), ...words]);
}
/** JSON is taken by every option that has a structure, and its values may hold what `aws`'s own shorthand splits at. */
function toWord(value) {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/ecr/repository.js



/**
 * Finds a repository, and creates it when it does not exist and that is wanted.
 * @throws ActionFailure when it does not exist and is not to be created
 */
async function ensureRepository(ports, name, creation, log) {
    const existing = await findRepository(ports, name);
    if (existing) {
        if (creation)
            warnAboutDifferences(existing, creation, log);
        return existing;
    }
    if (!creation)
        throw await missingRepository(ports, name);
    return createRepository(ports, name, creation, log);
}
/** Undefined when there is none of the name. */
async function findRepository(ports, name) {
    try {
        const { repositories } = await ports.ecr.describeRepositories({ repositoryNames: [name] }, { abortSignal: ports.signal });
        return repositories?.[0] && toRepository(repositories[0]);
    }
    catch (error) {
        if (error instanceof dist_cjs.RepositoryNotFoundException)
            return undefined;
        throw error;
    }
}
/** The failure of a run that needs a repository which is not there. */
async function missingRepository({ ecr }, name) {
    const command = awsCommand('ecr create-repository', await ecr.config.region(), { 'repository-name': name });
    return new errors/* ActionFailure */.d({
        cause: `The repository "${name}" does not exist in this account and region.`,
        advice: `Add "create-repository: true", or create it: ${command}`,
    });
}
async function createRepository(ports, name, settings, log) {
    try {
        const { repository } = await ports.ecr.createRepository({
            repositoryName: name,
            imageScanningConfiguration: { scanOnPush: settings.scanOnPush },
            imageTagMutability: settings.immutableTags ? 'IMMUTABLE' : 'MUTABLE',
        }, { abortSignal: ports.signal });
        if (!repository)
            throw new Error('ECR created a repository and did not describe it.');
        log.info(`Created the repository ${name}.`);
        return toRepository(repository);
    }
    catch (error) {
        if (!(error instanceof dist_cjs.RepositoryAlreadyExistsException))
            throw error;
        // Another run was faster, or the answer to our own call was lost.
        const existing = await findRepository(ports, name);
        if (!existing)
            throw error;
        return existing;
    }
}
/** Creation settings say nothing about a repository that is there: changing it is not this action's business. */
function warnAboutDifferences(existing, wanted, log) {
    const differences = [
        ...(existing.scanOnPush === wanted.scanOnPush ? [] : [`scan-on-push is ${existing.scanOnPush}`]),
        ...((existing.mutability === 'IMMUTABLE') === wanted.immutableTags
            ? []
            : [`its tags are ${existing.mutability}`]),
    ];
    if (differences.length === 0)
        return;
    log.info(`The repository ${existing.name} exists already and stays as it is: ${differences.join(', ')}.`);
}
function toRepository(repository) {
    const { repositoryName: name, repositoryUri: uri } = repository;
    if (name === undefined || uri === undefined)
        throw new Error('ECR described a repository without name and URI.');
    return {
        name,
        uri,
        scanOnPush: repository.imageScanningConfiguration?.scanOnPush ?? false,
        mutability: repository.imageTagMutability ?? 'MUTABLE',
        exclusions: (repository.imageTagMutabilityExclusionFilters ?? []).flatMap(({ filter }) => filter ?? []),
    };
}
/** The registry's host, which is what stands before the name in the URI. */
function hostOf({ uri, name }) {
    return uri.slice(0, -(name.length + 1));
}
/** Whether a tag, once given, can be moved to another image. */
function isImmutable({ mutability, exclusions }, tag) {
    const isExcluded = exclusions.some((pattern) => matchesWildcard(pattern, tag));
    switch (mutability) {
        case 'IMMUTABLE':
            return true;
        case 'IMMUTABLE_WITH_EXCLUSION':
            return !isExcluded;
        case 'MUTABLE_WITH_EXCLUSION':
            return isExcluded;
        default:
            return false;
    }
}
/** `*` stands for any number of characters; nothing else is special. */
function matchesWildcard(pattern, text) {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(text);
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/ecr/tags.js




/**
 * Decides what each wanted tag needs to point to the image.
 * @param existing what tags point to now
 * @param digest of the wanted image; undefined when the repository does not have it yet
 * @throws ActionFailure when an immutable tag holds another image
 */
function decideTags(repository, wanted, existing, digest) {
    return wanted.map((tag) => {
        const image = existing.get(tag);
        if (!image)
            return { tag, kind: 'add' };
        if (image.digest === digest)
            return { tag, kind: 'keep' };
        if (isImmutable(repository, tag))
            throw takenTag(repository, tag, image.digest);
        return { tag, kind: 'move', from: image.digest };
    });
}
function takenTag(repository, tag, digest) {
    return new errors/* ActionFailure */.d({
        cause: `The tag "${tag}" of ${repository.name} is immutable and holds another image${digest ? `, ${digest}` : ''}.`,
        advice: `Give another tag with "tags", or use the image that is there with "image: ${repository.name}:${tag}".`,
    });
}
/**
 * Writes the changes, one tag after the other; a tag that is kept costs nothing.
 * @throws ActionFailure when another run has taken an immutable tag since the changes were decided
 */
async function writeTags(ports, repository, image, changes) {
    for (const { tag, kind } of changes) {
        if (kind === 'keep')
            continue;
        try {
            await putImage(ports, repository, image, tag);
        }
        catch (error) {
            if (!(error instanceof dist_cjs.ImageTagAlreadyExistsException))
                throw error;
            // ECR says so of the same image too: the answer to our own call may have been lost.
            const holder = (await readTags(ports, repository, [tag])).get(tag);
            if (holder?.digest !== image.digest)
                throw takenTag(repository, tag, holder?.digest);
        }
    }
}
/**
 * Reads back that all tags point to the image.
 * @throws ActionFailure when one does not: somebody has moved it in the meantime
 */
async function confirmTags(ports, repository, digest, wanted) {
    const tags = await readTagsOf(ports, repository, digest);
    const lost = wanted.filter((tag) => !tags.includes(tag));
    if (lost.length > 0) {
        throw new errors/* ActionFailure */.d({
            cause: `The tag "${lost.join('", "')}" of ${repository.name} does not point to ${digest} any more: another run has moved it.`,
            advice: 'Let one run at a time push a tag (concurrency in the workflow), and run this one again.',
        });
    }
    return tags;
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/build-in-engine.js





/**
 * Builds into the engine, so that the image can be compared with what the tags hold before anything is pushed: an image
 * that is there already is not sent again, and an immutable tag with another image is found out in time.
 */
async function buildInEngine(work, ports) {
    const { docker, repository, tags } = work;
    const name = `${repository.uri}:${tags[0]}`;
    await build(docker, work.source, work.builder, { kind: 'engine', name }, ports.log);
    const imageId = await readImageId(docker, name);
    // An engine names an image by its configuration, or with containerd's store by its manifest.
    const isTheImage = (image) => image.digest === imageId || parseManifest(image).config?.digest === imageId;
    const existing = await readTags(ports, repository, tags);
    const known = [...existing.values()].find(isTheImage);
    const changes = decideTags(repository, tags, existing, known?.digest);
    if (known) {
        ports.log.info(`The repository has this image already: ${known.digest}`);
        return { image: known, changes };
    }
    const pushedTag = changes[0]?.tag ?? '';
    await push(docker, imageId, `${repository.uri}:${pushedTag}`, ports.log);
    const image = (await readTags(ports, repository, [pushedTag])).get(pushedTag);
    if (image && isTheImage(image))
        return { image, changes, pushedTag };
    throw new errors/* ActionFailure */.d({
        cause: `The tag "${pushedTag}" of ${repository.name} does not hold the image that was just pushed: another run has moved it.`,
        advice: 'Let one run at a time push a tag (concurrency in the workflow), and run this one again.',
    });
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./actions/deploy-image/src/build-to-registry.js





/** Builds straight into the repository, without a tag: what an engine's own store cannot hold. */
async function buildToRegistry(work, ports) {
    const { docker, repository, tags, folder } = work;
    const metadataFile = (0,external_node_path_.join)(folder, 'build-metadata.json');
    const destination = { kind: 'registry', repositoryUri: repository.uri, metadataFile };
    await build(docker, work.source, work.builder, destination, ports.log);
    const digest = readPushedDigest(await (0,promises_.readFile)(metadataFile, 'utf8'));
    const built = await readDigest(ports, repository, digest);
    if (!built)
        throw new Error(`buildx has pushed ${digest}, and ${repository.name} does not have it.`);
    const existing = await readTags(ports, repository, tags);
    const image = [...existing.values()].find((other) => isSameContent(other, built)) ?? built;
    return { image, changes: decideTags(repository, tags, existing, image.digest) };
}
/** What buildx notes about a build it has pushed. */
function readPushedDigest(metadata) {
    const digest = JSON.parse(metadata)['containerimage.digest'];
    if (typeof digest !== 'string')
        throw new Error(`buildx notes no digest of what it has pushed: ${metadata}`);
    return digest;
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/docker/docker.js
/** @param environment what every call gets: the folder of the private configuration */
function createDocker(processes, signal, environment) {
    return {
        run: (args, options = {}) => processes.run({
            program: 'docker',
            arguments: args,
            signal,
            ...options,
            environment: { ...environment, ...options.environment },
        }),
    };
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/docker/log-in.js


/**
 * Logs docker in to a registry. The password goes through standard input: arguments can be read by every user.
 * @throws ActionFailure when the registry cannot be reached or refuses
 */
async function logIn(docker, registry, { user, password }) {
    const args = ['login', '--username', user, '--password-stdin', registry];
    const finished = await docker.run(args, { input: password });
    if (finished.exitCode === 0)
        return;
    throw new errors/* ActionFailure */.d({
        cause: `docker could not log in to ${registry}: ${lastReason(finished.stderr)}`,
        advice: 'The engine itself has to reach the registry: look at its network, proxy and certificates.',
    });
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./actions/deploy-image/src/docker/private-config.js




/**
 * Copies the user's docker configuration, so that a login can be added which the user's files and credential stores
 * never see: contexts, builders, plugins and other logins keep working.
 * @throws ActionFailure when the user's configuration cannot be read
 */
async function createPrivateConfig(env) {
    const original = (0,external_node_path_.resolve)(env.DOCKER_CONFIG || (0,external_node_path_.join)(env.HOME || (0,external_node_os_.homedir)(), '.docker'));
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(env.RUNNER_TEMP || (0,external_node_os_.tmpdir)(), 'docker-config-'));
    const remove = () => (0,promises_.rm)(folder, { recursive: true, force: true });
    try {
        const config = await readConfig((0,external_node_path_.join)(original, 'config.json'));
        const write = (content) => (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'config.json'), JSON.stringify(content, null, 2), { mode: 0o600 });
        await write(config);
        await mirror(original, folder);
        // buildx keeps notes of its use in its folder, wherever the user has put that.
        const builders = env.BUILDX_CONFIG ? (0,external_node_path_.resolve)(env.BUILDX_CONFIG) : (0,external_node_path_.join)(original, 'buildx');
        await copyFolder(builders, (0,external_node_path_.join)(folder, 'buildx'));
        return {
            folder,
            environment: { DOCKER_CONFIG: folder, BUILDX_CONFIG: (0,external_node_path_.join)(folder, 'buildx') },
            makeRoomFor: (registry) => write(withFileLogin(config, registry)),
            remove,
        };
    }
    catch (error) {
        await remove();
        throw error;
    }
}
async function readConfig(path) {
    let text;
    try {
        text = await (0,promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return {};
        throw error;
    }
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw new errors/* ActionFailure */.d({
            cause: `The docker configuration ${path} is no JSON: ${String(error)}`,
            advice: 'Correct or remove the file; docker itself cannot read it either.',
        });
    }
}
/**
 * The configuration with room for a login that stays in this file: an empty helper for one registry makes docker keep
 * that registry's password in the file, while all others keep the store or helper that they have. A login of the user's
 * for the same registry is left out.
 */
function withFileLogin(config, registry) {
    const { [registry]: _, ...auths } = config.auths ?? {};
    return { ...config, auths, credHelpers: { ...config.credHelpers, [registry]: '' } };
}
/** Links what docker only reads: contexts with their keys, plugins, trust. */
async function mirror(original, folder) {
    for (const name of await namesIn(original)) {
        if (name === 'config.json' || name === 'buildx')
            continue;
        await (0,promises_.symlink)((0,external_node_path_.join)(original, name), (0,external_node_path_.join)(folder, name));
    }
}
async function copyFolder(from, to) {
    await (0,promises_.mkdir)(to, { recursive: true });
    for (const name of await namesIn(from)) {
        await (0,promises_.cp)((0,external_node_path_.join)(from, name), (0,external_node_path_.join)(to, name), { recursive: true, filter: isFileOrFolder });
    }
}
/** A socket or a pipe cannot be copied. */
async function isFileOrFolder(path) {
    const stats = await (0,promises_.lstat)(path);
    return stats.isFile() || stats.isDirectory() || stats.isSymbolicLink();
}
async function namesIn(folder) {
    try {
        return await (0,promises_.readdir)(folder);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/ecr/authorize.js
/** Asks ECR for a password. It is masked before anything else can see it. */
async function authorize(ports) {
    const { authorizationData } = await ports.ecr.getAuthorizationToken({}, { abortSignal: ports.signal });
    const { authorizationToken, proxyEndpoint } = authorizationData?.[0] ?? {};
    if (!authorizationToken || !proxyEndpoint)
        throw new Error('ECR gave no authorization token.');
    const text = Buffer.from(authorizationToken, 'base64').toString();
    const colon = text.indexOf(':');
    const [user, password] = [text.slice(0, colon), text.slice(colon + 1)];
    ports.mask(authorizationToken);
    ports.mask(password);
    return { endpoint: proxyEndpoint, user, password };
}

// EXTERNAL MODULE: ./lib/action/nearest.js
var nearest = __webpack_require__(1397);
;// CONCATENATED MODULE: ./actions/deploy-image/src/files.js




/**
 * Looks for the context and the Dockerfile before anything is asked of docker or AWS.
 * @throws InputError when one is missing or of the wrong kind
 */
async function checkFiles({ context, dockerfile }) {
    const contextStats = await statOf(context);
    if (!contextStats?.isDirectory()) {
        throw new errors/* InputError */.w({
            cause: `The context "${context}" ${contextStats ? 'is not a folder' : 'does not exist'} (${(0,external_node_path_.resolve)(context)}).`,
            advice: 'Check the repository out first (actions/checkout), or correct "context".',
        });
    }
    const fileStats = await statOf(dockerfile);
    if (fileStats?.isFile())
        return;
    throw new errors/* InputError */.w({
        cause: `The Dockerfile "${dockerfile}" ${fileStats ? 'is not a file' : 'does not exist'} (${(0,external_node_path_.resolve)(dockerfile)}).`,
        advice: `Correct "dockerfile", which is a path from the working directory.${await suggest(dockerfile)}`,
    });
}
async function statOf(path) {
    try {
        return await (0,promises_.stat)(path);
    }
    catch {
        return undefined;
    }
}
/** A file next to the missing one whose name is nearly the same, or that has to do with docker. */
async function suggest(path) {
    const folder = (0,external_node_path_.dirname)(path);
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    const match = (0,nearest/* nearest */.p)((0,external_node_path_.basename)(path), names) ?? names.find((name) => /dockerfile/i.test(name));
    return match === undefined ? '' : ` Did you mean "${folder === '.' ? match : `${folder}/${match}`}"?`;
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/build-image.js










/** Builds an image, pushes it and gives it its tags. All that can be wrong here is found before ECR is changed. */
async function buildImage(plan, source, ports) {
    await checkFiles(source);
    const config = await createPrivateConfig(ports.environment);
    try {
        const docker = createDocker(ports.processes, ports.signal, config.environment);
        const builder = await findBuilder(docker);
        checkBuilder(source, builder);
        const repository = await ensureRepository(ports, plan.repository, plan.creation, ports.log);
        await config.makeRoomFor(hostOf(repository));
        await logIn(docker, hostOf(repository), await authorize(ports));
        const work = { tags: plan.tags, source, docker, builder, repository, folder: config.folder };
        const { image, changes, pushedTag } = await (pushesItself(source) ? buildToRegistry : buildInEngine)(work, ports);
        await writeTags(ports, repository, image, changes.filter(({ tag }) => tag !== pushedTag));
        const tags = await confirmTags(ports, repository, image.digest, plan.tags);
        return { origin: `built from ${source.dockerfile}`, repository, digest: image.digest, changes, tags };
    }
    finally {
        await config.remove();
    }
}
/** An engine's own store holds neither several platforms nor attestations. */
function pushesItself({ platforms, provenance }) {
    return platforms.length > 1 || provenance !== 'none';
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/result.js
/** `repository@digest`: what a task definition should name. */
function imageReference({ repository, digest }) {
    return `${repository.uri}@${digest}`;
}

// EXTERNAL MODULE: ./lib/action/markdown.js
var markdown = __webpack_require__(9354);
;// CONCATENATED MODULE: ./actions/deploy-image/src/summary.js


/** The job summary: the reference to deploy, where it comes from, what happened to each tag. */
function renderSummary(result) {
    const { repository, digest, origin, changes, tags } = result;
    const others = tags.filter((tag) => !changes.some((change) => change.tag === tag));
    return [
        `### :white_check_mark: ${(0,markdown/* escapeMarkdown */.FV)(`${repository.name}@${digest.slice(0, 19)}`)} is ready to deploy`,
        (0,markdown/* inlineCode */.ti)(imageReference(result)),
        `The image was ${(0,markdown/* escapeMarkdown */.FV)(origin)}.`,
        ...(changes.length === 0
            ? []
            : [
                (0,markdown/* table */.tp)(['Tag', 'Now'], changes.map((change) => [(0,markdown/* inlineCode */.ti)(change.tag), describe(change)])),
            ]),
        ...(others.length === 0 ? [] : [`It also has: ${others.map(markdown/* inlineCode */.ti).join(', ')}.`]),
    ].join('\n\n');
}
function describe(change) {
    switch (change.kind) {
        case 'add':
            return 'new';
        case 'keep':
            return 'unchanged: it held this image already';
        case 'move':
            return `moved here from ${(0,markdown/* inlineCode */.ti)(change.from)}`;
    }
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/ecr/copy-image.js


/**
 * Copies an image, and all that an index refers to, into another repository of the registry. The manifests stay the
 * same to the last character, so digests do too. A second run finds what a broken one has left and goes on from there.
 */
async function copyImage(ports, image, from, to) {
    const { images, blobs } = referencesOf(image);
    for (const digest of images) {
        const part = await readDigest(ports, from, digest);
        if (!part)
            throw brokenIndex(image, digest, from);
        await copyImage(ports, part, from, to);
    }
    for (const digest of blobs) {
        const how = await ports.registry.copyBlob(digest, from.name, to.name);
        ports.log.info(`${digest.slice(0, 19)}  ${how}`);
    }
    await putImage(ports, to, image);
}
/** What has to be in a repository before the image itself can be. */
function referencesOf(image) {
    const { manifests = [], config, layers = [] } = parseManifest(image);
    // Foreign layers have addresses of their own, and registries do not hold them.
    const blobs = [...(config ? [config] : []), ...layers].filter(({ urls = [] }) => urls.length === 0);
    const digests = (descriptors) => [
        ...new Set(descriptors.map(({ digest }) => digest)),
    ];
    return { images: digests(manifests), blobs: digests(blobs) };
}
function brokenIndex(index, digest, repository) {
    return new errors/* ActionFailure */.d({
        cause: `The index ${index.digest} in ${repository.name} refers to ${digest}, which is not there any more.`,
        advice: 'Build and push the image again; a lifecycle policy may have deleted parts of it.',
    });
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/ecr/registry-client.js

function createRegistryClient(access, signal) {
    const authorization = `Basic ${Buffer.from(`${access.user}:${access.password}`).toString('base64')}`;
    async function call(method, url, what, body) {
        const headers = { authorization, ...(body && { 'content-type': 'application/octet-stream' }) };
        // A redirect to where the layers lie, on another host, goes without the password: fetch sees to that.
        const response = await fetch(url, { method, headers, signal, ...(body && { body, duplex: 'half' }) });
        if (response.ok || (method === 'HEAD' && response.status === 404))
            return response;
        throw new errors/* ActionFailure */.d({
            cause: `The registry ${access.endpoint} answered ${response.status} when it was to ${what}: ${await reasonOf(response)}`,
            advice: 'Run the job again; if the answer stays the same, look at the policy of the repository.',
        });
    }
    async function copyBlob(digest, from, to) {
        const path = (repository, rest) => new URL(`/v2/${repository}/blobs/${rest}`, access.endpoint);
        const found = await call('HEAD', path(to, digest), `look for ${digest} in ${to}`);
        if (found.ok)
            return 'there';
        const start = path(to, `uploads/?${new URLSearchParams({ mount: digest, from })}`);
        const started = await call('POST', start, `take ${digest} into ${to}`);
        if (started.status === 201)
            return 'mounted';
        const upload = new URL(started.headers.get('location') ?? '', start);
        const blob = await call('GET', path(from, digest), `read ${digest} of ${from}`);
        const sent = await call('PATCH', upload, `write ${digest} to ${to}`, blob.body ?? new Blob([]).stream());
        const end = new URL(sent.headers.get('location') ?? upload, upload);
        end.searchParams.set('digest', digest);
        await call('PUT', end, `finish ${digest} in ${to}`);
        return 'copied';
    }
    return { copyBlob };
}
/** What a registry says in its error, else the start of whatever it answered. */
async function reasonOf(response) {
    const text = await response.text();
    try {
        const { errors } = JSON.parse(text);
        return errors.map(({ code, message }) => `${code}: ${message}`).join('; ');
    }
    catch {
        return text.slice(0, 200) || response.statusText;
    }
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/take-image.js








/** Resolves an image of the registry, copies it when it is wanted in another repository, and gives it its tags. */
async function takeImage(plan, { reference }, ports) {
    const source = await findSource(reference, ports);
    const image = await findImage(reference, source, ports);
    const isCopy = plan.repository !== source.name;
    const repository = isCopy
        ? await ensureRepository(ports, plan.repository, plan.creation, ports.log)
        : source;
    const existing = await readTags(ports, repository, plan.tags);
    const changes = decideTags(repository, plan.tags, existing, image.digest);
    if (isCopy) {
        await ports.log.group(`Copy ${image.digest} from ${source.name} to ${repository.name}`, async () => {
            const registry = createRegistryClient(await authorize(ports), ports.signal);
            await copyImage({ ...ports, registry }, image, source, repository);
        });
    }
    await writeTags(ports, repository, image, changes);
    const tags = await confirmTags(ports, repository, image.digest, plan.tags);
    const origin = `${isCopy ? 'copied' : 'taken'} from ${nameOf(reference)}`;
    return { origin, repository, digest: image.digest, changes, tags };
}
async function findSource(reference, ports) {
    const repository = await findRepository(ports, reference.repository);
    if (!repository)
        throw await missingRepository(ports, reference.repository);
    const host = hostOf(repository);
    if (reference.registry === undefined || reference.registry === host)
        return repository;
    throw new errors/* ActionFailure */.d({
        cause: `The image is in the registry ${reference.registry}, and this run's account and region have ${host}.`,
        advice: 'Run with the account and the region of the image, or push it to this registry first.',
    });
}
async function findImage(reference, repository, ports) {
    const { tag, digest } = reference;
    const image = digest === undefined
        ? [...(await readTags(ports, repository, tag === undefined ? [] : [tag])).values()][0]
        : await readDigest(ports, repository, digest);
    if (image)
        return image;
    const options = { 'repository-name': repository.name };
    const command = awsCommand('ecr list-images', await ports.ecr.config.region(), options);
    throw new errors/* ActionFailure */.d({
        cause: `There is no image "${nameOf(reference)}" in the registry ${hostOf(repository)}.`,
        advice: `What is there: ${command}`,
    });
}
function nameOf({ repository, tag, digest }) {
    return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}

;// CONCATENATED MODULE: ./actions/deploy-image/src/run.js




/** Gets the image by the plan's way, and reports it. */
async function run(plan, ports) {
    const { source } = plan;
    const result = await (source.kind === 'build'
        ? buildImage(plan, source, ports)
        : takeImage(plan, source, ports));
    ports.log.info(`${imageReference(result)} (${result.origin})`);
    return { outputs: listOutputs(result), summary: renderSummary(result) };
}
function listOutputs(result) {
    const wanted = result.changes.map(({ tag }) => tag);
    return {
        image: imageReference(result),
        digest: result.digest,
        tags: (wanted.length > 0 ? wanted : result.tags).join('\n'),
    };
}


/***/ })

};
