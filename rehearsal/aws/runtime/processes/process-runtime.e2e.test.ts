import { describe } from '@jest/globals';
import { describeWith } from '../../../../scripts/describe-with.ts';
import { testRuntime } from '../testing/contract.ts';

describeWith('network namespaces', 'the process runtime with namespaces', () => testRuntime('namespaces'));

describe('the process runtime with plain processes', () => testRuntime('plain'));
