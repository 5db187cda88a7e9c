/**
 * Provides the clients as beans of a Spring Boot application, from the properties {@code cloudjobs.print.*} and
 * {@code cloudjobs.ges.*}. Each bean backs off if the application defines its own. To read the source, begin with
 * {@code PrintAutoConfiguration}, which maps each property to a method of the builder. {@code ConnectionProperties} maps
 * the properties of both clients, and {@code PropertyGroup} writes the messages about invalid properties.
 */
@NullMarked
package io.cloudjobs.spring;

import org.jspecify.annotations.NullMarked;
