/**
 * Notifications that the service posts to the notification URL of a {@link io.cloudjobs.print.PrintSubscription}. Start at
 * {@link io.cloudjobs.print.notification.PrintNotification#parse}. {@code PrintNotificationRecord} compares the client state.
 *
 * <p>The subscriptions themselves are in {@link io.cloudjobs.print}, because every resource is in the package of its model
 * and its record.
 */
@NullMarked
package io.cloudjobs.print.notification;

import org.jspecify.annotations.NullMarked;
