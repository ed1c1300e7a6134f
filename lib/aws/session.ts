import type { RunContext } from '../action/context.ts';
import type { Environment } from '../action/inputs.ts';
import type { Random } from '../action/random.ts';
import { VERSION } from '../action/version.ts';
import { type ClientLoads, type ClientSettings, type Clients, createClients } from './clients.ts';
import { createChainCredentials } from './credentials/chain-credentials.ts';
import type { CredentialSource } from './credentials/credential-source.ts';
import { ensureOutlasts } from './credentials/ensure-outlasts.ts';
import { requestGithubIdToken } from './credentials/github-id-token.ts';
import { createRoleCredentials } from './credentials/role-credentials.ts';
import { loadSts } from './load-client/sts.ts';

export interface SessionSettings {
  /** Name of the action, for user agent and CloudTrail. */
  readonly action: string;
  /** The action's input "region". */
  readonly region?: string | undefined;
  /** The action's input "role-to-assume"; without it the SDK's own chain. */
  readonly roleToAssume?: string | undefined;
  /** The process's environment. */
  readonly env: Environment;
  /** Another way to AWS than the network: the embedded AWS in this process. */
  readonly requestHandler?: ClientSettings['requestHandler'];
}

export interface SessionPorts extends RunContext {
  readonly random: Random;
  /** Keeps a value out of all logs from here on. */
  readonly mask: (secret: string) => void;
}

/** A run's way to AWS. */
export interface Session<Loads extends ClientLoads = ClientLoads> {
  readonly clients: Clients<Loads>;
  /**
   * To be asked before the first change, with the longest that the run may take.
   * @throws ActionFailure when the credentials may end before
   */
  ensureOutlasts(plannedMilliseconds: number): Promise<void>;
  /** To be called before the first weight, for one: renews credentials that end within so many milliseconds, if it can. */
  refreshIfUnder(milliseconds: number): Promise<void>;
}

/**
 * Opens it. Nothing is asked of AWS or GitHub before the first call.
 * @param loads the clients that the action calls
 */
export function openSession<const Loads extends ClientLoads>(
  settings: SessionSettings,
  ports: SessionPorts,
  loads: Loads,
): Session<Loads> {
  const { action, env, requestHandler } = settings;
  // The JavaScript SDK alone among AWS's does not look at AWS_DEFAULT_REGION.
  const region = settings.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined);
  const common: ClientSettings = { action, version: VERSION, region, requestHandler };
  const source = openSource(settings, createClients(common, ports, { sts: loadSts }), ports);
  // Marked so, the SDK keeps no copy of its own and asks the source before every call.
  const credentials = Object.assign(() => source.provide(), { memoized: true });
  return {
    clients: createClients({ ...common, credentials, renewal: source }, ports, loads),
    refreshIfUnder: (milliseconds) => source.refreshIfUnder(milliseconds),
    async ensureOutlasts(plannedMilliseconds) {
      ensureOutlasts(ports, await source.lifetime(), plannedMilliseconds);
    },
  };
}

/** @param clients without credentials given */
function openSource(
  { action, roleToAssume, env }: SessionSettings,
  clients: Clients<{ readonly sts: typeof loadSts }>,
  ports: SessionPorts,
): CredentialSource {
  if (roleToAssume === undefined) return createChainCredentials(clients.sts, ports.clock);
  return createRoleCredentials(
    { ...ports, sts: clients.sts, requestIdToken: () => requestGithubIdToken(ports, env) },
    { arn: roleToAssume, sessionName: sessionNameOf(action, env) },
  );
}

/** So that CloudTrail tells which run it was: `blue-green-switch-19283746`. */
function sessionNameOf(action: string, { GITHUB_RUN_ID: run = 'local' }: Environment): string {
  return `${action}-${run}`.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);
}
