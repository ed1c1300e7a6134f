import { describe, expect, test } from '@jest/globals';
import type { ImageConfig } from '../../ecr/images.ts';
import type { ContainerLaunch } from '../runtime.ts';
import { composeCommand } from './command.ts';

const image: ImageConfig = {
  Entrypoint: ['/entry'],
  Cmd: ['serve', '--port'],
  Env: ['PATH=/image/bin', 'URL=a=b', 'EMPTY'],
  WorkingDir: '/srv',
  User: 'node',
};

function compose(config: ImageConfig, launch: Partial<ContainerLaunch> = {}) {
  return composeCommand(config, { environment: {}, ...launch });
}

describe('composeCommand', () => {
  test('takes everything from the image that the launch leaves open', () => {
    expect(compose(image)).toEqual({
      words: ['/entry', 'serve', '--port'],
      environment: { PATH: '/image/bin', URL: 'a=b', EMPTY: '' },
      workingDirectory: '/srv',
      user: 'node',
    });
  });

  test.each<[string, Partial<ContainerLaunch>, readonly string[]]>([
    ['a command replaces the command alone', { command: ['migrate'] }, ['/entry', 'migrate']],
    ['an entry point takes the image’s command away', { entryPoint: ['/other'] }, ['/other']],
    ['both replace both', { entryPoint: ['/other'], command: ['x'] }, ['/other', 'x']],
    ['empty lists count as none', { entryPoint: [], command: [] }, ['/entry', 'serve', '--port']],
  ])('%s', (_, launch, words) => {
    expect(compose(image, launch).words).toEqual(words);
  });

  test('gives defaults where neither says anything', () => {
    expect(compose({ Cmd: ['node'] })).toEqual({
      words: ['node'],
      environment: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
      workingDirectory: '/',
      user: '',
    });
  });

  test('the launch’s environment stands on the image’s', () => {
    expect(compose(image, { environment: { URL: 'mine', NEW: '1' } }).environment).toEqual({
      PATH: '/image/bin',
      URL: 'mine',
      EMPTY: '',
      NEW: '1',
    });
  });

  test('refuses what has nothing to run', () => {
    expect(() => compose({})).toThrow('No command specified');
  });
});
