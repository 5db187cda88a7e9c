/**
 * A worker for held print jobs of Microsoft Universal Print, on many machines that share a database.
 */
@SuppressWarnings("requires-automatic") // db-scheduler and H2
module io.cloudjobs.print.worker {
    requires transitive io.cloudjobs.print;
    requires transitive java.sql;
    requires com.fasterxml.jackson.databind;
    requires com.github.kagkarlsson.scheduler;
    requires static com.h2database; // for a worker without a DataSource only
    requires static transitive org.jspecify;

    exports io.cloudjobs.print.worker;

    opens io.cloudjobs.print.worker to
            com.fasterxml.jackson.databind;
}
