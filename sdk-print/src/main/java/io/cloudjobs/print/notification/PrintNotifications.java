package io.cloudjobs.print.notification;

import java.util.List;

/** All notifications of a body. */
interface PrintNotifications {
    List<PrintNotification> all();
}
