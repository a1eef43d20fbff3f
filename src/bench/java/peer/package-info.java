/**
 * What Onerow is compared with: an upsert as it is usually written with Spring Data JPA,
 * find by address, then save. It matches no names, keeps no history, decides no race.
 */
package peer;
