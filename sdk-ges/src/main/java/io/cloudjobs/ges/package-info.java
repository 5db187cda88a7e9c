/**
 * Jobs of Huawei Cloud Graph Engine Service, on its service plane: start at {@link io.cloudjobs.ges.GesJobClient}, with tokens
 * from an {@link io.cloudjobs.ges.auth.IamTokenProvider}. What the service refuses is an
 * {@link io.cloudjobs.core.ApiException}; {@link io.cloudjobs.ges.GesErrorCode} names the reasons.
 */
@NullMarked
package io.cloudjobs.ges;

import org.jspecify.annotations.NullMarked;
