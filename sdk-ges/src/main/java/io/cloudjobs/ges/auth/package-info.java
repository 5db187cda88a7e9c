/**
 * Credentials of Huawei Cloud IAM. Start at {@link io.cloudjobs.ges.auth.IamTokenProvider}: its token authorizes the calls of
 * {@link io.cloudjobs.ges.GesJobClient}. If IAM refuses a login, it throws an {@link io.cloudjobs.ges.auth.IamException}.
 *
 * <p>A login goes through {@code IamTokenProvider}, {@code IamLogin} (the request) and {@code LoginPause} (no login soon after
 * a refusal). {@code IamRefusal} lists the reasons of a refusal and what to do.
 */
@NullMarked
package io.cloudjobs.ges.auth;

import org.jspecify.annotations.NullMarked;
