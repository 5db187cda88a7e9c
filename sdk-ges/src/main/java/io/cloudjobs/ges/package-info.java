/**
 * Jobs of Huawei Cloud Graph Engine Service, on its service plane. Start with {@link io.cloudjobs.ges.GesJobClient} and a
 * token provider from {@link io.cloudjobs.ges.auth}. If the service refuses a request, the client throws an
 * {@link io.cloudjobs.core.ApiException}. {@link io.cloudjobs.ges.GesErrorCode} explains the codes of its errors.
 *
 * <p>A {@code *Resource} class has the operations of a resource. A {@link io.cloudjobs.ges.GesSubmission} is work for a graph.
 * Each model is an interface, and a package-private {@code *Record} reads its JSON.
 *
 * <p>To read the source, start with {@code GesJobResource}. Every operation builds one request. {@code GesService} sets
 * the headers of all requests, and maps errors to exceptions. {@code GesErrorCode} contains the codes of missing
 * objects. {@code JobErrors} maps GES.8301 for a failed job to {@code JobFailedException}, and GES.8303 and similar
 * codes to {@code JobNotCancellableException}. {@code JobNotFoundErrors} distinguishes unknown from failed jobs.
 */
@NullMarked
package io.cloudjobs.ges;

import org.jspecify.annotations.NullMarked;
