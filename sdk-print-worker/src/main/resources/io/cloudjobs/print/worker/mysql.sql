-- The table of sdk-print-worker, for MySQL and MariaDB. If you rename it, set PrintTaskWorker.builder(...).tableName(...).
CREATE TABLE cloudjobs_print_tasks (
  task_name VARCHAR(250) NOT NULL,
  task_instance VARCHAR(250) NOT NULL,
  task_data MEDIUMBLOB,
  execution_time TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  picked BOOLEAN NOT NULL,
  picked_by VARCHAR(50),
  last_success TIMESTAMP(6) NULL,
  last_failure TIMESTAMP(6) NULL,
  consecutive_failures INT,
  last_heartbeat TIMESTAMP(6) NULL,
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance),
  INDEX cloudjobs_print_tasks_due (execution_time),
  INDEX cloudjobs_print_tasks_heartbeat (last_heartbeat)
);
