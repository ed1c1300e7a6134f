import { boolean } from '../../../lib/action/inputs/boolean.ts';
import { choice } from '../../../lib/action/inputs/choice.ts';
import { keyValues } from '../../../lib/action/inputs/key-values.ts';
import { list } from '../../../lib/action/inputs/list.ts';
import { type Declaration, specify, UnusableValue } from '../../../lib/action/inputs/spec.ts';
import { text } from '../../../lib/action/inputs/text.ts';
import { defineInputs, type InputsOf } from '../../../lib/action/inputs.ts';
import { awsInputs } from '../../../lib/aws/inputs.ts';
import { type ImageReference, parseImageReference } from './image-reference.ts';

export type Inputs = InputsOf<typeof inputs>;

/** As in action.yml; a test compares the two. */
export const inputs = defineInputs({
  repository: text({
    description:
      'Name of the ECR repository that gets the image, such as `team/web`. Required to build; with `image` the default is the repository that holds the image.',
    pattern: /[a-z0-9]+(?:[._/-]+[a-z0-9]+)*/,
    allowed: "the name of a repository such as team/web, without the registry's host",
  }),
  image: imageReference({
    description:
      'An image that is in the registry already, to be used instead of building one: `repository:tag` or `repository@sha256:...`, with or without the registry before it. Its digest is resolved; with `tags` it gets these tags, with another `repository` it is copied there.',
  }),
  tags: list({
    description:
      'Tags of the image, one a line or separated by commas. The default when building is the commit (`GITHUB_SHA`); an existing image keeps the tags that it has.',
    pattern: /\w[\w.-]{0,127}/,
    allowed: 'tags such as v1.2.3 of letters, digits, "_", "." and "-"',
  }),
  context: text({
    description: 'Folder that the build may read. The default is the working directory.',
    allowed: 'a folder',
  }),
  dockerfile: text({
    description:
      'Path of the Dockerfile, from the working directory. The default is `Dockerfile` in the context.',
    allowed: 'a path',
  }),
  'build-args': keyValues({
    description:
      'Build arguments as `KEY=value` lines. They stay readable in the image, so they are no place for secrets.',
    pattern: /[A-Za-z_]\w*/,
  }),
  secrets: keyValues({
    description:
      'Build secrets as `id=value` lines, for `RUN --mount=type=secret,id=...` in the Dockerfile. Masked, and never in arguments, layers or files. Needs BuildKit.',
    secret: true,
    pattern: /[\w.-]+/,
  }),
  target: text({
    description: 'Stage of the Dockerfile to build. The default is the last one.',
    pattern: /[\w.-]+/,
    allowed: 'the name of a stage',
  }),
  platforms: list({
    description:
      'Platforms to build for, such as `linux/arm64`. The default is the platform of the engine. Needs BuildKit; several at once need buildx with a builder that can do it (`docker/setup-buildx-action`).',
    pattern: /[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9.]+)?/,
    allowed: 'platforms such as linux/amd64',
  }),
  labels: keyValues({
    description: 'Labels of the image as `key=value` lines.',
  }),
  provenance: choice({
    description:
      'Attach a provenance attestation: `none`, `min` or `max`. It turns the image into an index next to an untagged entry, which lifecycle policies and older tools trip over; so the default is none. Needs buildx with a builder that can do it (`docker/setup-buildx-action`).',
    default: 'none',
    words: ['none', 'min', 'max'],
  }),
  'create-repository': boolean({
    description: 'Create the repository when it does not exist: `true` or `false`.',
    default: 'false',
  }),
  'scan-on-push': boolean({
    description:
      'Whether a repository that this run creates scans its images on push: `true` or `false`. Only with `create-repository`; the default there is `true`.',
  }),
  'tag-mutability': choice({
    description:
      'Whether the tags of a repository that this run creates can be moved: `mutable` or `immutable`. Only with `create-repository`; the default there is `mutable`, as in ECR itself.',
    words: ['mutable', 'immutable'],
  }),
  ...awsInputs,
});

function imageReference<const Declared extends Declaration>(declared: Declared) {
  return specify<ImageReference, undefined, Declared>(declared, {
    allowed: 'a reference with a tag or a digest such as team/web:v1 or team/web@sha256:<64 digits>',
    absent: undefined,
    parse(value) {
      const reference = parseImageReference(value);
      if (!reference) throw new UnusableValue('is no reference to an image');
      if (reference.tag === undefined && reference.digest === undefined) {
        throw new UnusableValue('names a repository but no image in it', `${value}:latest`);
      }
      return reference;
    },
  });
}
