/**
 * Credentials of Microsoft Entra ID. Start at {@link io.cloudjobs.print.auth.ClientCredentialsTokenProvider}, for a
 * client secret or a {@link io.cloudjobs.print.auth.ClientCertificate}, or at
 * {@link io.cloudjobs.print.auth.ManagedIdentityTokenProvider}, for an Azure virtual machine without a secret. Their
 * tokens authorize the calls of {@link io.cloudjobs.print.PrintJobClient}. If Entra ID refuses to issue a token, they
 * throw an {@link io.cloudjobs.print.auth.EntraException}.
 *
 * <p>{@code EntraErrors} has a hint for each known error code. {@code Pem} reads certificates and keys.
 */
@NullMarked
package io.cloudjobs.print.auth;

import org.jspecify.annotations.NullMarked;
