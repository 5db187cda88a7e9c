/**
 * Jobs of Huawei Cloud Graph Engine Service, on its service plane. Start at {@link io.cloudjobs.ges.GesJobClient}, with tokens
 * from {@link io.cloudjobs.ges.auth}. What the service refuses is an {@link io.cloudjobs.core.ApiException};
 * {@link io.cloudjobs.ges.GesErrorCode} names the reasons.
 *
 * <p>{@code *Resource} has the operations of a resource. A {@link io.cloudjobs.ges.GesSubmission} is work for a graph.
 * A model is an interface; the package-private {@code *Record} beside it is its JSON.
 *
 * <p>To read the source, begin with {@code GesJobResource}: every operation builds one request, and {@code GesService} says
 * what all requests share and which exception any error becomes; {@code GesErrorCode} knows which codes mean "not found". {@code JobErrors} makes a {@code JobFailedException} of
 * GES.8301 and a {@code JobNotCancellableException} of GES.8303 and its like, with {@code JobNotFoundErrors}.
 */
@NullMarked
package io.cloudjobs.ges;

import org.jspecify.annotations.NullMarked;
