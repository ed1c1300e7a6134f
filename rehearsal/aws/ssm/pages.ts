import { AwsError } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, type PageRequest, paginate } from '../kernel/paginate.ts';

/** @throws AwsError InvalidNextToken when the token is none of Parameter Store's */
export function pageOf<Item>(items: Iterable<Item>, request: PageRequest<Item>): Page<Item> {
  try {
    return paginate(items, request);
  } catch (error) {
    if (error instanceof InvalidTokenError) {
      throw new AwsError('InvalidNextToken', 'The specified token is not valid.');
    }
    throw error;
  }
}
