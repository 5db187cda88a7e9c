-- The table of sdk-print-worker, for H2. If you rename it, set PrintTaskWorker.builder(...).tableName(...).
CREATE TABLE cloudjobs_print_tasks (
  task_name VARCHAR(250) NOT NULL,
  task_instance VARCHAR(250) NOT NULL,
  task_data BLOB,
  execution_time TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  picked BOOLEAN NOT NULL,
  picked_by VARCHAR(50),
  last_success TIMESTAMP(9) WITH TIME ZONE,
  last_failure TIMESTAMP(9) WITH TIME ZONE,
  consecutive_failures INT,
  last_heartbeat TIMESTAMP(9) WITH TIME ZONE,
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX cloudjobs_print_tasks_due ON cloudjobs_print_tasks (execution_time);
CREATE INDEX cloudjobs_print_tasks_heartbeat ON cloudjobs_print_tasks (last_heartbeat);
