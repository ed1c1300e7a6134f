/** A command as somebody types it after `aws`; no word of it holds a space. */
export interface Command {
  /** `$name` stands for what an earlier command gave. */
  readonly line: string;
  /** What it prints: the text, or a pattern of it. */
  readonly gives?: string | RegExp;
  /** Keeps what it prints under this name. */
  readonly as?: string;
  /** It has to fail, and say this. */
  readonly fails?: string;
}

const CONTAINERS = JSON.stringify([
  { name: 'web', image: 'public.example.com/web:1', portMappings: [{ containerPort: 8080 }] },
]);

const allow = (statement: object) => JSON.stringify({ Statement: [{ Effect: 'Allow', ...statement }] });
const TRUST = allow({ Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' });
const READ = allow({ Action: 'ecs:Describe*', Resource: '*' });

/** The calls of a deployment, service by service, in the words of the `aws` command. */
export const COMMANDS: readonly Command[] = [
  { line: 'sts get-caller-identity --query Account', gives: '123456789012' },

  { line: 'ssm put-parameter --name /web/version --value 1 --type String --query Version', gives: '1' },
  { line: 'ssm put-parameter --name /web/version --value 2 --overwrite --query Version', gives: '2' },
  { line: 'ssm get-parameter --name /web/version --query Parameter.Value', gives: '2' },
  { line: 'ssm get-parameters-by-path --path /web --query Parameters[].Name', gives: '/web/version' },
  { line: 'ssm put-parameter --name /web/version --value 3 --type String', fails: 'ParameterAlreadyExists' },

  { line: 'ecr create-repository --repository-name web --query repository.repositoryName', gives: 'web' },
  { line: 'ecr get-login-password', gives: /^\S{20,}$/ },
  { line: 'ecr describe-repositories --query repositories[].repositoryName', gives: 'web' },
  { line: 'ecr describe-images --repository-name none', fails: 'RepositoryNotFoundException' },

  {
    line: 'secretsmanager create-secret --name web/key --secret-string hidden --query Name',
    gives: 'web/key',
  },
  { line: 'secretsmanager get-secret-value --secret-id web/key --query SecretString', gives: 'hidden' },
  { line: 'secretsmanager get-secret-value --secret-id none', fails: 'ResourceNotFoundException' },

  {
    line: `iam create-role --role-name web --assume-role-policy-document ${TRUST} --query Role.RoleName`,
    gives: 'web',
  },
  { line: `iam put-role-policy --role-name web --policy-name read --policy-document ${READ}` },
  { line: 'iam list-role-policies --role-name web --query PolicyNames', gives: 'read' },
  { line: 'iam get-role --role-name none', fails: 'NoSuchEntity' },
  {
    line:
      'sts assume-role --role-arn arn:aws:iam::123456789012:role/web --role-session-name deploy ' +
      '--query AssumedRoleUser.Arn',
    gives: 'arn:aws:sts::123456789012:assumed-role/web/deploy',
  },

  { line: 'ec2 describe-subnets --subnet-ids $subnet --query Subnets[].State', gives: 'available' },
  { line: 'ec2 describe-subnets --subnet-ids subnet-none', fails: 'InvalidSubnetID.NotFound' },

  { line: 'cloudwatch put-metric-data --namespace Web --metric-name Errors --value 3' },
  {
    line:
      'cloudwatch put-metric-alarm --alarm-name web --namespace Web --metric-name Errors --statistic Sum --period 60 ' +
      '--evaluation-periods 1 --threshold 5 --comparison-operator GreaterThanThreshold',
  },
  { line: 'cloudwatch wait alarm-exists --alarm-names web' },
  { line: 'cloudwatch set-alarm-state --alarm-name web --state-value ALARM --state-reason tried' },
  { line: 'cloudwatch describe-alarms --alarm-names web --query MetricAlarms[].StateReason', gives: 'tried' },
  {
    line: 'cloudwatch set-alarm-state --alarm-name none --state-value OK --state-reason tried',
    fails: 'ResourceNotFound',
  },

  { line: 'logs create-log-group --log-group-name /ecs/web' },
  { line: 'logs put-retention-policy --log-group-name /ecs/web --retention-in-days 7' },
  { line: 'logs describe-log-groups --query logGroups[].retentionInDays', gives: '7' },

  {
    line: 'elbv2 create-load-balancer --name web --subnets $subnets --query LoadBalancers[0].LoadBalancerArn',
    as: 'balancer',
  },
  { line: 'elbv2 wait load-balancer-available --load-balancer-arns $balancer' },
  ...['blue', 'green'].map((slot) => ({
    line:
      `elbv2 create-target-group --name web-${slot} --protocol HTTP --port 8080 --vpc-id $vpc --target-type ip ` +
      '--health-check-path /readyz --health-check-interval-seconds 5 --health-check-timeout-seconds 2 ' +
      '--query TargetGroups[0].TargetGroupArn',
    as: slot,
  })),
  {
    line:
      'elbv2 create-listener --load-balancer-arn $balancer --protocol HTTP --port 80 --default-actions ' +
      'Type=forward,ForwardConfig={TargetGroups=[{TargetGroupArn=$blue,Weight=100},{TargetGroupArn=$green,Weight=0}]} ' +
      '--query Listeners[0].ListenerArn',
    as: 'listener',
  },
  {
    line: 'elbv2 describe-listeners --listener-arns $listener --query Listeners[].DefaultActions[].ForwardConfig.TargetGroups[].Weight',
    gives: '100\t0',
  },

  { line: 'ecs create-cluster --cluster-name web --query cluster.status', gives: 'ACTIVE' },
  {
    line:
      'ecs register-task-definition --family web --cpu 256 --memory 512 --network-mode awsvpc ' +
      `--requires-compatibilities FARGATE --container-definitions ${CONTAINERS} --query taskDefinition.revision`,
    gives: '1',
  },
  {
    line:
      'ecs create-service --cluster web --service-name blue --task-definition web:1 --desired-count 1 ' +
      '--launch-type FARGATE --network-configuration awsvpcConfiguration={subnets=[$subnet]} ' +
      '--load-balancers targetGroupArn=$blue,containerName=web,containerPort=8080 --query service.status',
    gives: 'ACTIVE',
  },
  {
    line: 'ecs create-service --cluster web --service-name other --task-definition none --desired-count 1 --launch-type FARGATE',
    fails: 'ClientException',
  },
];

/** Those that take down what the others made, after the waits for what runs. */
export const ENDING: readonly Command[] = [
  {
    line: 'ecs update-service --cluster web --service blue --desired-count 0 --query service.desiredCount',
    gives: '0',
  },
  {
    line:
      'elbv2 modify-listener --listener-arn $listener --default-actions ' +
      'Type=forward,ForwardConfig={TargetGroups=[{TargetGroupArn=$blue,Weight=0},{TargetGroupArn=$green,Weight=100}]} ' +
      '--query Listeners[].DefaultActions[].ForwardConfig.TargetGroups[].Weight',
    gives: '0\t100',
  },
  {
    line: 'ecs delete-service --cluster web --service blue --force --query service.status',
    gives: 'DRAINING',
  },
  { line: 'elbv2 delete-listener --listener-arn $listener' },
  { line: 'elbv2 delete-load-balancer --load-balancer-arn $balancer' },
  { line: 'elbv2 delete-target-group --target-group-arn $green' },
  { line: 'logs delete-log-group --log-group-name /ecs/web' },
  {
    line: 'ecr delete-repository --repository-name web --force --query repository.repositoryName',
    gives: 'web',
  },
  { line: 'ssm delete-parameter --name /web/version' },
  { line: 'cloudwatch delete-alarms --alarm-names web' },
];

/** Waiters of the command ask every 6 or 15 seconds, so these are what it waits for at all. */
export const WAITS: readonly Command[] = [
  { line: 'ecs wait services-stable --cluster web --services blue' },
  { line: 'elbv2 wait target-in-service --target-group-arn $blue' },
  {
    line: 'elbv2 describe-target-health --target-group-arn $blue --query TargetHealthDescriptions[].TargetHealth.State',
    gives: 'healthy',
  },
  { line: 'ecs list-tasks --cluster web --service-name blue --query taskArns[0]', as: 'task' },
  { line: 'ecs describe-tasks --cluster web --tasks $task --query tasks[].lastStatus', gives: 'RUNNING' },
  {
    line:
      'application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/web/blue ' +
      '--scalable-dimension ecs:service:DesiredCount --min-capacity 0 --max-capacity 4',
  },
  {
    line:
      'application-autoscaling describe-scalable-targets --service-namespace ecs ' +
      '--query ScalableTargets[].MaxCapacity',
    gives: '4',
  },
];
