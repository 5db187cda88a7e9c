package io.cloudjobs.print;

/**
 * The limits on the jobs that a client submits, see {@link PrintJobClient.Builder#pacing(PrintPacing)}. Immutable.
 *
 * <p>A client counts as one user, because its token provider usually returns the tokens of one user. A share counts as
 * its printer. If several clients or machines submit as the same user, or if several shares lead to the same printer,
 * use {@link #dividedBy(int)}.
 *
 * @see <a href="https://learn.microsoft.com/universal-print/fundamentals/universal-print-limits">Universal Print
 *     limits</a>
 */
public final class PrintPacing {
    private static final PrintPacing PUBLISHED = new PrintPacing(100, 200, 4, 50);

    private final int jobsPerPrinter;
    private final int jobsPerUser;
    private final int submitsPerUser;
    private final int submitsPerPrinter;

    private PrintPacing(int jobsPerPrinter, int jobsPerUser, int submitsPerUser, int submitsPerPrinter) {
        this.jobsPerPrinter = positive("jobsPerPrinter", jobsPerPrinter);
        this.jobsPerUser = positive("jobsPerUser", jobsPerUser);
        this.submitsPerUser = positive("submitsPerUser", submitsPerUser);
        this.submitsPerPrinter = positive("submitsPerPrinter", submitsPerPrinter);
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
        return value;
    }

    /**
     * Returns the limits that the service publishes: 100 jobs per printer and 200 jobs per user in 10 minutes, and at
     * the same time 4 submits of a user, and 50 submits of all users, to one printer.
     *
     * @return the published limits
     */
    public static PrintPacing published() {
        return PUBLISHED;
    }

    /**
     * Divides each limit between several machines: the result is for one of them. It is rounded down, and at least 1.
     * So if there are more machines than a limit allows jobs or submits, the machines together exceed this limit.
     *
     * @param machines the number of machines, or of clients, at least 1
     * @return the limits of one machine
     * @throws IllegalArgumentException if {@code machines} is less than 1
     */
    public PrintPacing dividedBy(int machines) {
        positive("machines", machines);
        return new PrintPacing(
                Math.max(1, jobsPerPrinter / machines),
                Math.max(1, jobsPerUser / machines),
                Math.max(1, submitsPerUser / machines),
                Math.max(1, submitsPerPrinter / machines));
    }

    /**
     * Returns a copy with another number of jobs per printer.
     *
     * @param jobsPerPrinter the number of jobs in 10 minutes, at least 1
     * @return the changed pacing
     * @throws IllegalArgumentException if it is less than 1
     */
    public PrintPacing withJobsPerPrinter(int jobsPerPrinter) {
        return new PrintPacing(jobsPerPrinter, jobsPerUser, submitsPerUser, submitsPerPrinter);
    }

    /**
     * Returns a copy with another number of jobs per user.
     *
     * @param jobsPerUser the number of jobs in 10 minutes, at least 1
     * @return the changed pacing
     * @throws IllegalArgumentException if it is less than 1
     */
    public PrintPacing withJobsPerUser(int jobsPerUser) {
        return new PrintPacing(jobsPerPrinter, jobsPerUser, submitsPerUser, submitsPerPrinter);
    }

    /**
     * Returns a copy with another number of submits of the user to one printer at the same time.
     *
     * @param submitsPerUser the number of submits, at least 1
     * @return the changed pacing
     * @throws IllegalArgumentException if it is less than 1
     */
    public PrintPacing withSubmitsPerUser(int submitsPerUser) {
        return new PrintPacing(jobsPerPrinter, jobsPerUser, submitsPerUser, submitsPerPrinter);
    }

    /**
     * Returns a copy with another number of submits of all users to one printer at the same time.
     *
     * @param submitsPerPrinter the number of submits, at least 1
     * @return the changed pacing
     * @throws IllegalArgumentException if it is less than 1
     */
    public PrintPacing withSubmitsPerPrinter(int submitsPerPrinter) {
        return new PrintPacing(jobsPerPrinter, jobsPerUser, submitsPerUser, submitsPerPrinter);
    }

    /**
     * Returns the number of jobs per printer.
     *
     * @return the number of jobs in 10 minutes
     */
    public int jobsPerPrinter() {
        return jobsPerPrinter;
    }

    /**
     * Returns the number of jobs per user.
     *
     * @return the number of jobs in 10 minutes
     */
    public int jobsPerUser() {
        return jobsPerUser;
    }

    /**
     * Returns the number of submits of the user to one printer at the same time.
     *
     * @return the number of submits
     */
    public int submitsPerUser() {
        return submitsPerUser;
    }

    /**
     * Returns the number of submits of all users to one printer at the same time. A client uses it if it is less than
     * {@link #submitsPerUser()}.
     *
     * @return the number of submits
     */
    public int submitsPerPrinter() {
        return submitsPerPrinter;
    }

    @Override
    public String toString() {
        return "PrintPacing[jobsPerPrinter=" + jobsPerPrinter + ", jobsPerUser=" + jobsPerUser + ", submitsPerUser="
                + submitsPerUser + ", submitsPerPrinter=" + submitsPerPrinter + "]";
    }
}
