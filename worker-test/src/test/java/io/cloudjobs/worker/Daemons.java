package io.cloudjobs.worker;

/** Threads that do not keep a JVM alive. */
final class Daemons {
    private Daemons() {}

    static Thread of(Runnable task) {
        Thread thread = new Thread(task, "worker-test");
        thread.setDaemon(true);
        return thread;
    }

    static void start(Runnable task) {
        of(task).start();
    }
}
