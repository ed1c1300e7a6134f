/** As in action.yml; a test compares the two. */
export const outputs = {
  image:
    'The image as `repository@sha256:digest`, host included: what a task definition should name, since it always means the same bytes.',
  digest: 'The digest of the image, `sha256:...`, as ECR has it.',
  tags: 'The tags that were asked for, one a line; without any, those that the image has.',
} as const;
