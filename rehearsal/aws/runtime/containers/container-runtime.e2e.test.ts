import { describeWith } from '../../../../scripts/describe-with.ts';
import { testRuntime } from '../testing/contract.ts';

describeWith('docker engine', 'the container runtime', () => testRuntime('containers'));
