/**
 * The clients as beans of a Spring Boot application, made of its properties {@code cloudjobs.print.*} and
 * {@code cloudjobs.ges.*}; every bean backs off when the application has its own. To read the source, begin with
 * {@code PrintAutoConfiguration}, which names each property and its method of the builder ({@code ConnectionProperties} those of both
 * clients); {@code PropertyGroup} words what is refused.
 */
@NullMarked
package io.cloudjobs.spring;

import org.jspecify.annotations.NullMarked;
