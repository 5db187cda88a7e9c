-- The table of sdk-print-worker, for MySQL 8 and MariaDB. If you rename it, set PrintTaskWorker.builder(...).tableName(...).
-- All times are in UTC. DATETIME, unlike TIMESTAMP, does not depend on the time zone of a session.
CREATE TABLE cloudjobs_print_tasks (
  task_name VARCHAR(250) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  task_instance VARCHAR(250) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  task_data MEDIUMBLOB,
  execution_time DATETIME(6) NOT NULL,
  picked BOOLEAN NOT NULL,
  picked_by VARCHAR(50),
  last_success DATETIME(6),
  last_failure DATETIME(6),
  consecutive_failures INT,
  last_heartbeat DATETIME(6),
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance),
  INDEX cloudjobs_print_tasks_due (execution_time),
  INDEX cloudjobs_print_tasks_heartbeat (last_heartbeat)
);
