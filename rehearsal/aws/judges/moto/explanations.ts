import type { Explanation } from './explain.ts';

const ECS = 'Amazon ECS API reference';
const EC2 = 'Amazon EC2 API reference';
const ELB = 'Elastic Load Balancing API reference';

/** Every difference from moto that the scenario shows. */
export const EXPLANATIONS: readonly Explanation[] = [
  {
    differences: [
      'ecs.* service*.availabilityZoneRebalancing: not by moto',
      'ecs.* service*.createdAt: not by moto',
      'ecs.* service*.createdBy: not by moto',
      'ecs.* service*.deploymentConfiguration: not by moto',
      'ecs.* service*.deploymentConfiguration.bakeTimeInMinutes: not by moto',
      'ecs.* service*.deploymentConfiguration.strategy: not by moto',
      'ecs.* service*.enableECSManagedTags: not by moto',
      'ecs.* service*.enableExecuteCommand: not by moto',
      'ecs.* service*.healthCheckGracePeriodSeconds: not by moto',
      'ecs.* service*.placementConstraints: not by moto',
      'ecs.* service*.placementStrategy: not by moto',
      'ecs.* service*.platformFamily: not by moto',
      'ecs.* service*.platformVersion: not by moto',
      'ecs.* service*.deployments[].platformVersion: not by moto',
      'ecs.* service*.roleArn: not by moto',
    ],
    why: 'ECS tells these of every service that runs on Fargate; moto leaves them out or returns only what was sent',
    source: `${ECS}: Service, with the example of CreateService`,
  },
  {
    differences: [
      'ecs.* service*.deploymentController: by moto alone',
      'ecs.* service*.taskSets: by moto alone',
    ],
    why: 'told only where the caller chose a controller, and of task sets only where the controller is EXTERNAL',
    source: `${ECS}: DeploymentController, Service`,
  },
  {
    differences: [
      'ecs.* service*.events[]: not by moto',
      'ecs.* service*.loadBalancers[]: not by moto',
      'ecs.* service*.tags[]: not by moto',
    ],
    why: 'moto has no scheduler that writes events, and loses load balancers and tags of the service',
    source: `${ECS}: Service`,
  },
  {
    differences: [
      'ecs.* cluster*.capacityProviders: not by moto',
      'ecs.* cluster*.defaultCapacityProviderStrategy: not by moto',
      'ecs.* cluster*.statistics: not by moto',
    ],
    why: 'a cluster has these lists, empty where nothing was set',
    source: `${ECS}: Cluster`,
  },
  {
    differences: [
      'ecs.DeleteCluster cluster.settings[]: by moto alone',
      'ecs.DeleteCluster cluster.tags[]: by moto alone',
    ],
    why: 'settings and tags are told only where DescribeClusters includes them',
    source: `${ECS}: DescribeClusters, include`,
  },
  {
    differences: [
      'ecs.* taskDefinition*.containerDefinitions[].portMappings[].hostPort: not by moto',
      'ecs.* taskDefinition*.containerDefinitions[].systemControls: not by moto',
      'ecs.* taskDefinition*.deleteRequestedAt: not by moto',
      'ecs.* taskDefinition*.deregisteredAt: not by moto',
      'ecs.* taskDefinition*.registeredAt: not by moto',
      'ecs.* taskDefinition*.registeredBy: not by moto',
      'ecs.* taskDefinition*.requiresAttributes: not by moto',
      'ecs.RegisterTaskDefinition tags: not by moto',
    ],
    why: 'ECS fills in the host port of awsvpc, who registered when, and what the definition requires',
    source: `${ECS}: TaskDefinition, PortMapping`,
  },
  {
    differences: [
      'ecs.* task*.attributes: not by moto',
      'ecs.* task*.availabilityZone: not by moto',
      'ecs.* task*.connectivity: not by moto',
      'ecs.* task*.connectivityAt: not by moto',
      'ecs.* task*.containers[].networkBindings: not by moto',
      'ecs.* task*.containers[].networkInterfaces[]: not by moto',
      'ecs.* task*.containers[].runtimeId: not by moto',
      'ecs.* task*.cpu: not by moto',
      'ecs.* task*.createdAt: not by moto',
      'ecs.* task*.enableExecuteCommand: not by moto',
      'ecs.* task*.ephemeralStorage: not by moto',
      'ecs.* task*.healthStatus: not by moto',
      'ecs.* task*.memory: not by moto',
      'ecs.* task*.overrides.inferenceAcceleratorOverrides: not by moto',
      'ecs.* task*.platformFamily: not by moto',
      'ecs.* task*.platformVersion: not by moto',
      'ecs.* task*.version: not by moto',
    ],
    why: 'ECS tells these of a task on Fargate; moto keeps tasks as records',
    source: `${ECS}: Task, Container`,
  },
  {
    differences: [
      'ecs.* task*.executionStoppedAt: not by moto',
      'ecs.* task*.pullStartedAt: not by moto',
      'ecs.* task*.pullStoppedAt: not by moto',
      'ecs.* task*.startedAt: not by moto',
      'ecs.* task*.stopCode: not by moto',
      'ecs.* task*.stoppedAt: not by moto',
      'ecs.* task*.stoppingAt: not by moto',
      'ecs.* task*.containers[].exitCode: by moto alone',
      'ecs.* task*.stoppedReason: by moto alone',
    ],
    why: 'a task goes through its life here, and has times, stop code, reason and exit codes when they have come about; with moto it has an exit code and a reason while it runs',
    source: 'Amazon ECS developer guide: task lifecycle',
  },
  {
    differences: ['ecs.StopTask task.tags[]: by moto alone', 'ecs.DescribeTasks tasks[].tags: not by moto'],
    why: 'tags are told where they are asked for, and not any more by StopTask',
    source: `${ECS}: DescribeTasks, include; StopTask`,
  },
  {
    differences: ['ecs.DescribeTasks failures[]: not by moto'],
    why: 'a task that is not there is a failure MISSING in the answer',
    source: `${ECS}: DescribeTasks; API failure messages`,
  },
  {
    differences: [
      'ecs.CreateService: again refused: InvalidParameterException, moto: success',
      'ecs.RegisterTaskDefinition: of a size that Fargate lacks refused: ClientException, moto: success',
      'ecs.RegisterTaskDefinition: without containers refused: ClientException, moto: success',
      'ecs.StopTask: missing refused: InvalidParameterException, moto: 500',
      'elbv2.CreateListener: on the same port refused: DuplicateListener, moto: success',
      'elbv2.CreateLoadBalancer: with a bad name refused: ValidationError, moto: success',
      'elbv2.DeleteRule: again refused: RuleNotFound, moto: success',
      'logs.CreateLogGroup: with a space refused: InvalidParameterException, moto: success',
      'logs.PutRetentionPolicy: of two days refused: InvalidParameterException, moto: success',
      'ssm.PutParameter: too long refused: ValidationException, moto: success',
      'application-autoscaling.DeleteScheduledAction: again refused: ObjectNotFoundException, moto: success',
      'application-autoscaling.PutScalingPolicy: of no target refused: ObjectNotFoundException, moto: success',
      'application-autoscaling.RegisterScalableTarget: upside down refused: ValidationException, moto: success',
      'cloudwatch.PutMetricAlarm: of a strange period refused: ValidationError, moto: success',
      "cloudwatch.PutMetricData: of AWS's own refused: InvalidParameterValue, moto: success",
      'ecr.PutImage: without its layer refused: LayersNotFoundException, moto: success',
    ],
    why: 'AWS refuses it; moto takes it, or falls over it',
    source: "the operation's errors and its members' constraints in the API model",
  },
  {
    differences: [
      'ecr.PutImage: over an immutable tag refused: ImageTagAlreadyExistsException, moto: ImageAlreadyExistsException',
    ],
    why: 'another manifest under a tag that may not move: the tag exists, the image does not',
    source: 'Amazon ECR user guide: preventing image tags from being overwritten',
  },
  {
    differences: [
      'ecr.BatchCheckLayerAvailability failures[]: by moto alone',
      'ecr.BatchCheckLayerAvailability layers[].mediaType: by moto alone',
    ],
    why: 'a layer that is not there is UNAVAILABLE, a failure is one that cannot be looked for; a layer has no media type before a manifest gives it one',
    source: 'Amazon ECR API reference: Layer, LayerFailure',
  },
  {
    differences: [
      'ecr.DescribeImages imageDetails[].artifactMediaType: not by moto',
      'ecr.DescribeImages imageDetails[].imageStatus: not by moto',
    ],
    why: 'newer members of ImageDetail that moto does not have',
    source: 'Amazon ECR API reference: ImageDetail',
  },
  {
    differences: [
      'elbv2.* Listeners[].AlpnPolicy: by moto alone',
      'elbv2.* Listeners[].SslPolicy: by moto alone',
    ],
    why: 'policies of HTTPS and TLS listeners; this one speaks HTTP',
    source: `${ELB}: Listener`,
  },
  {
    differences: [
      'elbv2.* *RedirectConfig.Host: not by moto',
      'elbv2.* *RedirectConfig.Path: not by moto',
      'elbv2.* *RedirectConfig.Query: not by moto',
      'elbv2.* Listeners[].DefaultActions[].FixedResponseConfig: by moto alone',
    ],
    why: 'a redirect is told with its defaults #{host}, /#{path} and #{query}; moto also has the listener that should have been refused',
    source: `${ELB}: RedirectActionConfig`,
  },
  {
    differences: [
      'elbv2.CreateRule Rules[].Actions[].TargetGroupArn: not by moto',
      'elbv2.CreateRule Rules[].Conditions[].Values: not by moto',
      'elbv2.* Rules[].Conditions[].PathPatternConfig: not by moto',
    ],
    why: 'conditions and forwards to one group are told in the old form and the new',
    source: `${ELB}: Action, RuleCondition, and the examples of DescribeRules`,
  },
  {
    differences: [
      'elbv2.* LoadBalancers[].AvailabilityZones[].LoadBalancerAddresses: not by moto',
      'elbv2.* LoadBalancers[].Scheme: not by moto',
      'elbv2.CreateTargetGroup TargetGroups[].LoadBalancerArns: not by moto',
    ],
    why: 'told of every load balancer and group, empty where there are none; internet-facing where nobody chose',
    source: `${ELB}: LoadBalancer, TargetGroup`,
  },
  {
    differences: [
      'elbv2.DescribeTargetHealth TargetHealthDescriptions[].HealthCheckPort: by moto alone',
      'elbv2.DescribeTargetHealth TargetHealthDescriptions[].TargetHealth.Description: not by moto',
      'elbv2.DescribeTargetHealth TargetHealthDescriptions[].TargetHealth.Reason: not by moto',
    ],
    why: 'a target that is not healthy has a reason, and one that is not registered is not checked at any port; with moto all are healthy',
    source: `${ELB}: TargetHealth`,
  },
  {
    differences: [
      'logs.DescribeLogGroups logGroups[].deletionProtectionEnabled: not by moto',
      'logs.DescribeLogGroups logGroups[].logGroupClass: not by moto',
    ],
    why: 'newer members of LogGroup that moto does not have',
    source: 'Amazon CloudWatch Logs API reference: LogGroup',
  },
  {
    differences: ['logs.FilterLogEvents searchedLogStreams[]: by moto alone'],
    why: 'no longer supported since 2020: the list is empty',
    source: 'Amazon CloudWatch Logs API reference: FilterLogEvents',
  },
  {
    differences: ['logs.PutLogEvents rejectedLogEventsInfo.expiredLogEventEndIndex: not by moto'],
    why: 'events older than the retention are expired, those of other times too old; the model tells both apart',
    source: 'Amazon CloudWatch Logs API reference: RejectedLogEventsInfo',
  },
  {
    differences: [
      'ssm.DescribeParameters Parameters[].ARN: not by moto',
      'ssm.* Parameters[].Policies: not by moto',
      'ssm.GetParameter Parameter.Selector: not by moto',
    ],
    why: 'newer members that moto does not have; a selector is told where one was given',
    source: 'AWS Systems Manager API reference: ParameterMetadata, Parameter',
  },
  {
    differences: [
      'application-autoscaling.DeregisterScalableTarget: again refused: ObjectNotFoundException, moto: ValidationException',
    ],
    why: 'the operation declares ObjectNotFoundException for a target that is not registered',
    source: 'Application Auto Scaling API reference: DeregisterScalableTarget',
  },
  {
    differences: [
      'application-autoscaling.DescribeScalableTargets ScalableTargets[].RoleARN: not by moto',
      'application-autoscaling.DescribeScalableTargets ScalableTargets[].SuspendedState: not by moto',
    ],
    why: 'every target has its service-linked role and its three flags, false where nobody suspended anything',
    source: 'Application Auto Scaling API reference: ScalableTarget, SuspendedState',
  },
  {
    differences: [
      'cloudwatch.DescribeAlarms CompositeAlarms[]: not by moto',
      'cloudwatch.DescribeAlarms LogAlarms: not by moto',
      'cloudwatch.DescribeAlarms* MetricAlarms[].Metrics: by moto alone',
      'cloudwatch.DescribeAlarms* MetricAlarms[].StateTransitionedTimestamp: not by moto',
      'cloudwatch.DescribeAlarms* MetricAlarms[].TreatMissingData: not by moto',
      'cloudwatch.GetMetricData Messages: not by moto',
    ],
    why: 'an alarm of one metric has no metric queries and keeps how it treats missing data; moto loses composite alarms and lists',
    source: 'Amazon CloudWatch API reference: MetricAlarm, DescribeAlarms, GetMetricData',
  },
  {
    differences: [
      'cloudwatch.GetMetricData MetricDataResults[].Timestamps[]: by moto alone',
      'cloudwatch.GetMetricData MetricDataResults[].Values[]: by moto alone',
      'cloudwatch.GetMetricStatistics Datapoints[]: by moto alone',
      'cloudwatch.ListMetrics Metrics[]: by moto alone',
    ],
    why: 'what was put shows only after a while, and a new metric is listed later still',
    source: 'Amazon CloudWatch user guide: publishing custom metrics; PutMetricData',
  },
  {
    differences: [
      'elbv2.CreateListener: encrypted: success, moto: CertificateNotFound',
      'elbv2.*ListenerCertificates: *, moto: ListenerNotFound',
    ],
    why: 'moto wants the certificate to be in its own ACM; there is none here, and any ARN of a certificate is taken',
    source: 'rehearsal/aws/elbv2/settings.ts: certificates',
  },
  {
    differences: [
      'ecr.DescribeImageScanFindings imageScanFindings.findings[].attributes: by moto alone',
      'ecr.DescribeImageScanFindings imageScanFindings.findings[].uri: by moto alone',
    ],
    why: 'a scan finds what it was told to find, moto something of its own',
    source: 'Amazon ECR API reference: ImageScanFinding, no member is required',
  },
  {
    differences: ['logs.DescribeLogStreams logStreams[].*: by moto alone'],
    why: 'a stream tells of its events with a delay',
    source: 'Amazon CloudWatch Logs API reference: LogStream, lastEventTimestamp',
  },
  {
    differences: [
      'secretsmanager.* LastAccessedDate: not by moto',
      'secretsmanager.ListSecrets SecretList[].LastAccessedDate: not by moto',
      'secretsmanager.ListSecretVersionIds NextToken: by moto alone',
      'secretsmanager.ListSecretVersionIds Versions[].LastAccessedDate: by moto alone',
    ],
    why: 'a secret tells the day on which it was read last; the last page has no token',
    source: 'AWS Secrets Manager API reference: SecretListEntry, ListSecretVersionIds',
  },
  {
    differences: [
      'iam.CreatePolicy Policy.Description: not by moto',
      'iam.* Polic*.PermissionsBoundaryUsageCount: not by moto',
      'iam.* IsTruncated: not by moto',
      'iam.*PolicyVersion*.Document: by moto alone',
      'iam.Get* *Tags: by moto alone',
    ],
    why: 'lists tell whether more follows, and only GetPolicyVersion shows a document; tags that nobody set are left out',
    source: 'IAM API reference: Policy, PolicyVersion, ListPolicyVersions',
  },
  {
    differences: [
      'sts.AssumeRole*PackedPolicySize: by moto alone',
      'sts.AssumeRoleWithWebIdentity *: not by moto',
      'sts.AssumeRole*refused: *, moto: success',
    ],
    why: 'roles and tokens are checked here, and what the token says is told; moto believes anything. The size is of session policies, and none was given',
    source: 'AWS STS API reference: AssumeRole, AssumeRoleWithWebIdentity',
  },
  {
    differences: [
      'ec2.DescribeAvailabilityZones AvailabilityZones[].GroupName: not by moto',
      'ec2.DescribeAvailabilityZones AvailabilityZones[].NetworkBorderGroup: not by moto',
      'ec2.DescribeAvailabilityZones AvailabilityZones[].OptInStatus: not by moto',
      'ec2.DescribeSubnets Subnets[].EnableDns64: not by moto',
      'ec2.DescribeSubnets Subnets[].MapCustomerOwnedIpOnLaunch: not by moto',
    ],
    why: 'EC2 tells these of every zone and subnet; moto leaves them out',
    source: `${EC2}: the examples of DescribeAvailabilityZones and DescribeSubnets`,
  },
  {
    differences: ['ec2.DescribeNetworkInterfaces NetworkInterfaces[].Attachment: not by moto'],
    why: 'the interface of a running task is attached; moto knows no tasks behind interfaces',
    source: `${EC2}: NetworkInterface`,
  },
  {
    differences: ['ec2.DescribeNetworkInterfaces NetworkInterfaces[].RequesterId: by moto alone'],
    why: 'AWS tells the account with which ECS made the interface, which nobody documents; moto makes one up',
    source: `${EC2}: NetworkInterface`,
  },
  {
    differences: ['ec2.DescribeSecurityGroups SecurityGroups[].IpPermissions[]: not by moto'],
    why: 'the default group lets its own members in; moto leaves that rule out',
    source: 'Amazon VPC User Guide, default security groups',
  },
  {
    differences: ['ec2.DescribeVpcs Vpcs[].Ipv6CidrBlockAssociationSet: by moto alone'],
    why: 'a VPC without IPv6 has no such list; moto answers an empty one',
    source: `${EC2}: Vpc`,
  },
];
