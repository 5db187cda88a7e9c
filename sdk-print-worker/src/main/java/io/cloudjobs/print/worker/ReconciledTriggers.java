package io.cloudjobs.print.worker;

import io.cloudjobs.core.SdkException;
import java.util.List;
import java.util.Map;

/**
 * The result of {@link PrintTaskWorker#reconcile}. Each printer is in exactly one of the groups.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface ReconciledTriggers {
    /**
     * Returns the printers that have a new trigger now.
     *
     * @return the ids of the printers
     */
    List<String> created();

    /**
     * Returns the printers that had a trigger of the task definition before.
     *
     * @return the ids of the printers
     */
    List<String> present();

    /**
     * Returns the printers that have a trigger of another task definition, of this application or of another one. The
     * service allows one trigger a printer.
     *
     * @return the ids of the printers
     */
    List<String> heldByOthers();

    /**
     * Returns the printers that failed.
     *
     * @return the ids of the printers, with the exceptions
     */
    Map<String, SdkException> failed();
}
