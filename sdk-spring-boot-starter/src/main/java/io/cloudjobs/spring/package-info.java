/**
 * The clients as beans of a Spring Boot application, made of its properties {@code cloudjobs.print.*} and
 * {@code cloudjobs.ges.*}; every bean backs off when the application has its own. To read the source, begin with
 * {@code PrintAutoConfiguration}; {@code PropertyGroup} takes the properties to a builder, and says which of them it refuses.
 */
@NullMarked
package io.cloudjobs.spring;

import org.jspecify.annotations.NullMarked;
