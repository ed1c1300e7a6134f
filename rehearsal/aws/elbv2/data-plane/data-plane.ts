import type { RoutedRequest } from '../routing/request.ts';
import type { Decision } from '../routing/route.ts';
import type { PemCertificate } from '../settings.ts';
import type { Target } from '../target-groups.ts';

/** Carries requests from clients to targets: over sockets of this machine, or in process on a virtual clock. */
export interface DataPlane {
  /** An address for a new load balancer, its DNSName. */
  claimAddress(): Promise<ClaimedAddress>;
  /** Opens a listener; it takes requests when this resolves. */
  open(front: ListenerFront): Promise<OpenListener>;
  /** Ends the requests that are still in flight to a target: its deregistration delay is over. */
  cut(targetGroupArn: string, target: Target): void;
  /** Leaves no socket and no timer. */
  close(): Promise<void>;
}

export interface ClaimedAddress {
  /** An IPv4 literal. */
  readonly address: string;
  release(): Promise<void>;
}

export interface OpenListener {
  /** Where clients reach it: `http://127.66.0.1:80`. */
  readonly url: string;
  /** Ends its connections too. */
  close(): Promise<void>;
}

/** A listener as a data plane sees it. */
export interface ListenerFront {
  readonly listenerArn: string;
  readonly loadBalancerArn: string;
  readonly address: string;
  /** The port of the API, in X-Forwarded-Port; the socket may have another. */
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  /** Undefined for HTTP. */
  readonly tls: TlsFront | undefined;
  /** What becomes of a WebSocket when its target's deregistration delay is over. */
  readonly webSocketsAfterDelay: 'cut' | 'kept';
  /** Each connection belongs to one of them. */
  readonly nodes: readonly NodeFront[];
  /** Attributes of the load balancer as they stand now. */
  limits(): FrontLimits;
  /** Called when a request has ended, however it did. */
  readonly onExchange: (exchange: Exchange) => void;
}

/** What an HTTPS listener is encrypted with. */
export interface TlsFront {
  readonly minimumVersion: 'TLSv1.2' | 'TLSv1.3';
  /** As they stand now, the default one first. */
  certificates(): readonly FrontCertificate[];
}

export interface FrontCertificate {
  readonly arn: string;
  /** Undefined when nobody has given it: then the listener signs one of its own. */
  readonly pem: PemCertificate | undefined;
}

export interface NodeFront {
  /** Availability Zone of the node: `eu-central-1a`. */
  readonly zone: string;
  decide(request: RoutedRequest): Decision;
}

/** Durations in milliseconds. */
export interface FrontLimits {
  /** Longest silence of a client or a target in the middle of a request. */
  readonly idleTimeout: number;
  /** How long a client's connection is kept for further requests. */
  readonly clientKeepAlive: number;
  /** Longest time to connect to a target. */
  readonly connectTimeout: number;
  /** Whether header names with other characters than letters, digits and hyphens are dropped. */
  readonly dropInvalidHeaders: boolean;
}

/** One request and how it ended: what metrics and reports are made of. */
export interface Exchange {
  /** When it arrived, in milliseconds since the epoch. */
  readonly at: number;
  readonly milliseconds: number;
  readonly loadBalancerArn: string;
  readonly listenerArn: string;
  /** Index of the node in its load balancer. */
  readonly node: number;
  /** The node's Availability Zone. */
  readonly zone: string;
  /** What the rule said; `unavailable` when it forwards and no target could be chosen. */
  readonly decision: Decision['kind'];
  /** What the client got; 460 when it hung up before. */
  readonly status: number;
  /** Whose status that is; `nobody` when the client hung up before. */
  readonly answeredBy: 'target' | 'load-balancer' | 'nobody';
  /** What the client sent and got, headers included. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** Where it was sent, if anywhere. */
  readonly forwarded?: {
    readonly targetGroupArn: string;
    readonly target: Target;
    /** What the target answered, if it did. */
    readonly status?: number;
    /** From sending the request to the target until its answer began, if it did. */
    readonly milliseconds?: number;
  };
  /** Why the target's answer did not arrive, or not whole. */
  readonly failure?: ExchangeFailure;
}

export type ExchangeFailure = 'refused' | 'reset' | 'timeout' | 'cut' | 'client-closed';
