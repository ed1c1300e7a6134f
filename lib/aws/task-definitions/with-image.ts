import { ActionFailure } from '../../action/errors.ts';
import { nearest } from '../../action/nearest.ts';
import type { Registrable } from './registrable.ts';

/**
 * The same definition with another image in one container.
 * @throws ActionFailure when it has no container of that name, with the names it has
 */
export function withImage(definition: Registrable, container: string, image: string): Registrable {
  const containers = definition.containerDefinitions ?? [];
  const names = containers.flatMap(({ name }) => name ?? []);
  if (!names.includes(container)) {
    const meant = nearest(container, names);
    throw new ActionFailure({
      cause: `Task definition family "${definition.family}" has no container "${container}".${meant ? ` Did you mean "${meant}"?` : ''}`,
      advice: `Its containers are: ${names.join(', ')}.`,
    });
  }
  return {
    ...definition,
    containerDefinitions: containers.map((each) => (each.name === container ? { ...each, image } : each)),
  };
}
