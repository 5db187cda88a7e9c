/**
 * Credentials of Huawei Cloud IAM. Start with {@link io.cloudjobs.ges.auth.IamTokenProvider}. Its token authorizes the calls
 * of {@link io.cloudjobs.ges.GesJobClient}. If IAM refuses a login, the provider throws an
 * {@link io.cloudjobs.ges.auth.IamException}.
 *
 * <p>{@code IamTokenProvider} logs in with {@code IamLogin}, which builds the request. {@code LoginPause} prevents
 * logins soon after a refusal. {@code IamRefusal} lists the reasons for refusals, with advice for each.
 */
@NullMarked
package io.cloudjobs.ges.auth;

import org.jspecify.annotations.NullMarked;
