package io.cloudjobs.print.worker.kafka;

import java.io.IOException;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Formats the storage of a broker, unless that is done, and runs the broker. Its process ends with the one that started it. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] args) {
        Thread watch = new Thread(BrokerProcess::endWithParent);
        watch.setDaemon(true);
        watch.start();
        StorageTool.execute(
                new String[] {
                    "format", "--ignore-formatted", "--cluster-id", "4L6g3nShT-eMCtK--X86sw", "--config", args[0]
                },
                System.out);
        Kafka.main(args);
    }

    /** The pipe to this process ends when the other process ends, however that happens. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // The pipe is gone, too.
        }
        Runtime.getRuntime().halt(0);
    }
}
